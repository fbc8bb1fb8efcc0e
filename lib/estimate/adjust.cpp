#include "estimate/adjust.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "estimate/estimator.hpp"

namespace trygg {

Adjustment to_adjustment(std::string_view name) {
  if (name == "holm") return Adjustment::holm;
  if (name == "bh") return Adjustment::benjamini_hochberg;
  require<ConfigError>(name == "none", "'{}' is no adjustment: holm, bh or none", name);
  return Adjustment::none;
}

std::vector<double> benjamini_hochberg(std::span<const double> p_values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i)
    if (!std::isnan(p_values[i])) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> made(p_values.begin(), p_values.end());
  const auto tests = static_cast<double>(order.size());
  double smallest = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const auto i = order[rank - 1];
    smallest = std::min(smallest, tests * p_values[i] / static_cast<double>(rank));
    made[i] = smallest;
  }
  return made;
}

std::vector<double> adjusted(std::span<const double> p_values, Adjustment how) {
  if (how == Adjustment::holm) return holm(p_values);
  if (how == Adjustment::benjamini_hochberg) return benjamini_hochberg(p_values);
  return {p_values.begin(), p_values.end()};
}

}  // namespace trygg
