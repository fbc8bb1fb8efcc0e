#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "replicate/scheme.hpp"

namespace trygg {

/// The units of a stage that were sampled in one unit of the stage above (or stratum).
struct SampledParent {
  std::uint32_t parent = 0;
  std::vector<std::uint32_t> unit;
  double fraction = 0;  ///< f: n over the number that there are
  double above = 1;     ///< F: product of the fractions of the stages above
  bool adds = false;    ///< whether its sampling adds to a variance
};

/// By stage, by parent; stages that add nothing are left out from the end.
/// \throws DesignError, ConfigError  a parent with a single unit, as sampled_strata
std::vector<std::vector<SampledParent>> sampled_parents(const Design& design,
                                                        std::string_view kind);

}  // namespace trygg
