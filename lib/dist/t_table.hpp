#pragma once

#include <atomic>
#include <vector>

namespace trygg {

/// t quantiles at one probability, each whole df computed once. Thread-safe: two threads that meet
/// store the same value.
class TTable {
 public:
  /// \param p        probability
  /// \param largest  df up to which values are kept
  TTable(double p, std::size_t largest) : p_(p), known_(largest + 1) {}

  /// t_quantile(p, df); df > 0, also fractions and infinity.
  double operator()(double df) const;

 private:
  double p_;
  mutable std::vector<std::atomic<double>> known_;  // 0: not computed yet
};

}  // namespace trygg
