#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace trygg {

enum class Operation {
  number,
  total,
  add,
  subtract,
  multiply,
  divide,
  power,
  negate,
  log,
  exp,
  sqrt
};

/// One step of an expression in postfix order: `number` and `total` push a value, the others work
/// on the last one or two.
struct ExpressionStep {
  Operation operation;
  double number = 0;      ///< `number` only
  std::size_t total = 0;  ///< `total` only: which
};

/// A value with its derivatives by every total.
struct Dual {
  double value = 0;
  std::vector<double> gradient;
};

/// A function f(T_1, …, T_m) of totals.
class Expression {
 public:
  /// \param steps  in postfix order, one value left at their end
  explicit Expression(std::vector<ExpressionStep> steps) : steps_(std::move(steps)) {}

  /// f and its gradient at `totals`, exact by the rules of derivation (forward mode); infinite or
  /// NaN where f has no value or no derivative there.
  Dual at(std::span<const double> totals) const;

 private:
  std::vector<ExpressionStep> steps_;
};

}  // namespace trygg
