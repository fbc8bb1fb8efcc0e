#pragma once

#include <cstddef>
#include <string>

#include "tools/command.hpp"

namespace trygg {
class Design;
struct DesignSpec;
}  // namespace trygg

namespace trygg::tools {

struct WeightCounts {
  std::size_t records = 0, left_out = 0, negative = 0;  ///< with, without, with a negative weight
};
WeightCounts count_weights(const Design& design);

/// Tells on standard error what a reader of the figures must know of the weights.
/// \param command  "trygg estimate" \param source  the file
void remark_on_weights(const std::string& command, const std::string& source,
                       const DesignSpec& spec, const WeightCounts& counts, const Streams& streams);

}  // namespace trygg::tools
