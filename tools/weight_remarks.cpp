#include "tools/weight_remarks.hpp"

#include <fmt/core.h>

#include <ostream>

#include "design/design.hpp"

namespace trygg::tools {

WeightCounts count_weights(const Design& design) {
  WeightCounts counts{.left_out = design.left_out()};
  for (std::size_t k = 0; k < design.records(); ++k) {
    const auto times = design.multiplicity().empty() ? 1u : design.multiplicity()[k];
    counts.records += times;
    counts.negative += design.weight()[k] < 0 ? times : 0;
  }
  return counts;
}

void remark_on_weights(const std::string& command, const std::string& source,
                       const DesignSpec& spec, const WeightCounts& counts, const Streams& streams) {
  const auto where = fmt::format("{}: {}: ", command, source);
  const auto weight = spec.weight.value_or("");
  if (counts.left_out > 0)
    streams.err << where
                << fmt::format("{} of {} records have no weight in '{}' and are left out\n",
                               counts.left_out, counts.records + counts.left_out, weight);
  if (!spec.calibrated_on.empty())
    streams.err << where
                << fmt::format(
                       "calibrated_on: '{}' stands in for the base weight before the calibration, "
                       "which is not known\n",
                       weight);
  if (counts.negative > 0)
    streams.err << where
                << fmt::format("{} weight{} in '{}' {} negative; a linear calibration made {}\n",
                               counts.negative, counts.negative == 1 ? "" : "s", weight,
                               counts.negative == 1 ? "is" : "are",
                               counts.negative == 1 ? "it" : "them");
}

}  // namespace trygg::tools
