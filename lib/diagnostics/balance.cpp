#include "diagnostics/balance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

bool counts(double w) {
  return w == w && w != 0;
}

/// Weights summed by level, and as shares of their sum.
class LevelSums {
 public:
  explicit LevelSums(std::size_t levels) : sums_(levels) {}
  void add(std::uint32_t level, double weight) {
    sums_[level].add(weight);
    all_.add(weight);
  }
  double share(std::size_t level) const {
    return all_.value() != 0 ? sums_[level].value() / all_.value()
                             : std::numeric_limits<double>::quiet_NaN();
  }

 private:
  std::vector<Sum> sums_;
  Sum all_;
};

double standardised(double share, double reference) {
  const double variance = reference * (1 - reference);
  return variance > 0 ? (share - reference) / std::sqrt(variance)
                      : std::numeric_limits<double>::quiet_NaN();
}

void compare(VariableBalance& balance) {
  for (auto& level : balance.levels) {
    const double reference = level.target.value_or(level.sample);
    level.difference_before = standardised(level.weighted_before, reference);
    level.difference_after = standardised(level.weighted_after, reference);
    // max(a, NaN) is a.
    balance.largest_before = std::max(balance.largest_before, std::abs(level.difference_before));
    balance.largest_after = std::max(balance.largest_after, std::abs(level.difference_after));
  }
}

}  // namespace

VariableBalance balance_of(const Factor& factor, std::span<const std::uint8_t> answered,
                           std::span<const double> before, std::span<const double> after,
                           std::span<const double> target) {
  const auto n = factor.level.size(), levels = factor.levels.size();
  require(answered.size() == n && before.size() == n && after.size() == n,
          "{} answers, {} and {} weights for {} records", answered.size(), before.size(),
          after.size(), n);
  require(target.empty() || target.size() == levels, "{} targets for {} levels", target.size(),
          levels);
  VariableBalance balance{.variable = factor.name, .levels = std::vector<LevelBalance>(levels)};
  LevelSums sample(levels), plain(levels), base(levels), final(levels), known(levels);
  for (std::size_t l = 0; l < target.size(); ++l)
    known.add(static_cast<std::uint32_t>(l), target[l]);
  for (std::size_t k = 0; k < n; ++k) {
    const auto l = factor.level[k];
    if (counts(after[k])) final.add(l, after[k]);
    if (!counts(before[k])) continue;
    ++balance.levels[l].sampled;
    sample.add(l, before[k]);
    if (!answered[k]) continue;
    ++balance.levels[l].answered;
    plain.add(l, 1);
    base.add(l, before[k]);
  }
  for (std::size_t l = 0; l < levels; ++l) {
    auto& level = balance.levels[l];
    level.level = factor.levels[l];
    level.sample = sample.share(l);
    level.respondents = plain.share(l);
    level.weighted_before = base.share(l);
    level.weighted_after = final.share(l);
    if (!target.empty()) level.target = known.share(l);
  }
  compare(balance);
  return balance;
}

}  // namespace trygg
