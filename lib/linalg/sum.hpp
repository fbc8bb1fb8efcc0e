#pragma once

#include <cmath>

namespace trygg {

/// A sum that keeps what rounding loses (Neumaier's variant of Kahan's): error of one rounding,
/// however many terms. Source: Neumaier (1974), ZAMM 54, 39-51.
class Sum {
 public:
  void add(double x) {
    const double next = sum_ + x;
    lost_ += std::abs(sum_) >= std::abs(x) ? (sum_ - next) + x : (x - next) + sum_;
    sum_ = next;
    size_ += std::abs(x);
  }
  double value() const { return sum_ + lost_; }
  /// The sum, and 0 where it is no more than what the rounding of its terms leaves of 0: weights
  /// times answers of both signs that cancel.
  double settled() const { return std::abs(value()) <= 1e-13 * size_ ? 0.0 : value(); }

 private:
  double sum_ = 0, lost_ = 0, size_ = 0;
};

}  // namespace trygg
