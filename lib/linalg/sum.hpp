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
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0, lost_ = 0;
};

}  // namespace trygg
