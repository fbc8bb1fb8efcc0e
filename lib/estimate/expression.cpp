#include "estimate/expression.hpp"

#include <algorithm>
#include <cmath>

namespace trygg {
namespace {

/// What does not depend on a total has the derivative 0, also where the rule would say 0·∞.
double times(double derivative, double factor) {
  return derivative == 0 ? 0 : derivative * factor;
}

/// f(a) by its value and f'(a).
Dual chained(const Dual& a, double value, double slope) {
  Dual result{value, a.gradient};
  for (auto& g : result.gradient) g = times(g, slope);
  return result;
}

/// f(a, b) by its value and both partial derivatives.
Dual chained(const Dual& a, const Dual& b, double value, double by_a, double by_b) {
  Dual result{value, a.gradient};
  for (std::size_t i = 0; i < result.gradient.size(); ++i)
    result.gradient[i] = times(a.gradient[i], by_a) + times(b.gradient[i], by_b);
  return result;
}

Dual of_one(Operation operation, const Dual& a) {
  const double x = a.value;
  switch (operation) {
    case Operation::negate:
      return chained(a, -x, -1);
    case Operation::log:
      return chained(a, std::log(x), 1 / x);
    case Operation::exp:
      return chained(a, std::exp(x), std::exp(x));
    default:
      return chained(a, std::sqrt(x), 0.5 / std::sqrt(x));
  }
}

Dual of_two(Operation operation, const Dual& a, const Dual& b) {
  const double x = a.value, y = b.value;
  switch (operation) {
    case Operation::add:
      return chained(a, b, x + y, 1, 1);
    case Operation::subtract:
      return chained(a, b, x - y, 1, -1);
    case Operation::multiply:
      return chained(a, b, x * y, y, x);
    case Operation::divide:
      return chained(a, b, x / y, 1 / y, -x / y / y);
    default:
      return chained(a, b, std::pow(x, y), y * std::pow(x, y - 1), std::pow(x, y) * std::log(x));
  }
}

bool takes_one(Operation operation) {
  return operation >= Operation::negate;
}

Dual pushed(const ExpressionStep& step, std::span<const double> totals) {
  Dual value{step.number, std::vector<double>(totals.size(), 0.0)};
  if (step.operation == Operation::total) {
    value.value = totals[step.total];
    value.gradient[step.total] = 1;
  }
  return value;
}

}  // namespace

Dual Expression::at(std::span<const double> totals) const {
  std::vector<Dual> stack;
  for (const auto& step : steps_) {
    if (step.operation <= Operation::total) {
      stack.push_back(pushed(step, totals));
      continue;
    }
    const auto last = std::move(stack.back());
    if (takes_one(step.operation)) {
      stack.back() = of_one(step.operation, last);
    } else {
      stack.pop_back();
      stack.back() = of_two(step.operation, stack.back(), last);
    }
  }
  return stack.back();
}

}  // namespace trygg
