#pragma once

#include <cmath>
#include <limits>

namespace trygg {

/// How often something happens, over samples of several trials each, and the Monte Carlo error of
/// that, the trials of one sample being dependent: with t trials and h hits in a sample, S samples,
///
///     R = Σh/Σt,   error = √[S/(S − 1) Σ(h − R t)²] / Σt
class Rate {
 public:
  /// One sample.
  void add(double trials, double hits) {
    if (trials == 0) return;
    samples_ += 1;
    t_ += trials;
    h_ += hits;
    tt_ += trials * trials;
    th_ += trials * hits;
    hh_ += hits * hits;
  }
  double trials() const { return t_; }
  double rate() const { return t_ > 0 ? h_ / t_ : std::numeric_limits<double>::quiet_NaN(); }
  double error() const {
    if (samples_ < 2) return std::numeric_limits<double>::quiet_NaN();
    const double r = rate(), sum = std::max(0.0, hh_ - 2 * r * th_ + r * r * tt_);
    return std::sqrt(samples_ / (samples_ - 1) * sum) / t_;
  }

 private:
  double samples_ = 0, t_ = 0, h_ = 0, tt_ = 0, th_ = 0, hh_ = 0;
};

}  // namespace trygg
