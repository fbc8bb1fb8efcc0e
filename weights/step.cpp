#include "weights/step.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace trygg::weights {

void PreparedStep::reweigh(std::span<double> weight) const {
  const auto result = run(weight);
  std::ranges::copy(result.weight, weight.begin());
}

void PreparedStep::reweigh(std::span<double>, std::span<const double>) const {
  throw ConfigError(
      "under a finite population correction replicates must vary who answered, which this step "
      "cannot do; use fpc = \"none\"");
}

}  // namespace trygg::weights
