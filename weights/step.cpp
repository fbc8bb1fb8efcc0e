#include "weights/step.hpp"

#include <algorithm>

namespace trygg::weights {

void PreparedStep::reweigh(std::span<double> weight) const {
  const auto result = run(weight);
  std::ranges::copy(result.weight, weight.begin());
}

}  // namespace trygg::weights
