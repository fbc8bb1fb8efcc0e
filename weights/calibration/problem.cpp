#include "weights/calibration/problem.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace trygg::weights {
namespace {

template <class T>
void check_length(std::span<const T> values, std::size_t n, std::string_view what) {
  require(values.empty() || values.size() == n, "{} {} for {} weights", values.size(), what, n);
}

}  // namespace

void check(const CalibrationProblem& problem) {
  const auto n = problem.weight.size();
  check_length(problem.scale, n, "scales");
  check_length(problem.lower, n, "lower bounds");
  check_length(problem.upper, n, "upper bounds");
  check_length(problem.household, n, "households");
  for (const auto& m : problem.margins) {
    require(m.category.size() == n && m.level.size() == m.total.size(),
            "{}: {} categories for {} weights, {} levels for {} totals", m.name, m.category.size(),
            n, m.level.size(), m.total.size());
    require(std::ranges::all_of(m.category, [&](auto c) { return c < m.total.size(); }),
            "{}: a category has no total", m.name);
    require(m.price > 0, "{}: a price of {}", m.name, m.price);
  }
  for (const auto& v : problem.numeric) {
    require(v.value.size() == n, "{}: {} values for {} weights", v.name, v.value.size(), n);
    require(v.price > 0, "{}: a price of {}", v.name, v.price);
  }
  require(std::ranges::all_of(problem.weight, [](double d) { return std::isfinite(d); }),
          "a weight is not a finite number");
}

}  // namespace trygg::weights
