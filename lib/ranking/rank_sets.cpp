#include "ranking/rank_sets.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "linalg/covariance_root.hpp"

namespace trygg {
namespace {

/// "θ_above ≤ θ_below", to be rejected.
struct OrderedPair {
  std::size_t above, below;
};

void check(const RankedEstimates& areas, const RankOptions& options) {
  const auto n = areas.value.size();
  require(n >= 2, "{} areas: two are the least that have an order", n);
  require(areas.covariance.size() == n * n, "a covariance of {} numbers for {} areas",
          areas.covariance.size(), n);
  require(std::ranges::all_of(areas.value, [](double v) { return std::isfinite(v); }),
          "an area without a value has no place among the others");
  require(options.level > 0 && options.level < 1, "level {}: must lie between 0 and 1",
          options.level);
  require(areas.df > 0, "df {}: must be above 0", areas.df);
  require(options.draws >= 100, "{} draws: too few for a quantile", options.draws);
}

/// √(df/χ²_df), by the normal approximation of the cube root of χ² (Wilson & Hilferty 1931).
double student_factor(double df, double z) {
  if (std::isinf(df)) return 1;
  const double c = 2 / (9 * df), root = std::max(1 - c + z * std::sqrt(c), 1e-3);
  return 1 / std::sqrt(root * root * root);
}

class RankTest {
 public:
  RankTest(const RankedEstimates& areas, const RankOptions& options)
      : areas_(areas), options_(options), n_(areas.value.size()), draws_(n_ * options.draws) {
    const auto l = covariance_root(areas.covariance, n_);
    std::vector<double> z(n_);
    for (std::uint32_t d = 0; d < options.draws; ++d) {
      Random random(options.seed, d);
      for (auto& one : z) one = random.normal();
      const double factor = student_factor(areas.df, random.normal());
      for (std::size_t i = 0; i < n_; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k <= i; ++k) sum += l[i * n_ + k] * z[k];
        draws_[i * options.draws + d] = sum * factor;
      }
    }
  }

  /// Standard error of the difference; 0 where it has none.
  double se(std::size_t j, std::size_t k) const {
    const auto& v = areas_.covariance;
    const double sum = v[j * n_ + j] + v[k * n_ + k];
    const double variance = sum - 2 * v[j * n_ + k];
    return variance > 1e-12 * sum ? std::sqrt(variance) : 0;
  }

  /// The `level` quantile of the largest T of `pairs`.
  double critical(std::span<const OrderedPair> pairs) const {
    const auto count = options_.draws;
    std::vector<double> largest(count, -std::numeric_limits<double>::infinity());
    for (const auto& pair : pairs) {
      const double scale = 1 / se(pair.above, pair.below);
      const double* a = &draws_[pair.above * count];
      const double* b = &draws_[pair.below * count];
      for (std::uint32_t d = 0; d < count; ++d)
        largest[d] = std::max(largest[d], (a[d] - b[d]) * scale);
    }
    const auto place =
        std::min<std::size_t>(count - 1, static_cast<std::size_t>(options_.level * count));
    std::ranges::nth_element(largest, largest.begin() + static_cast<std::ptrdiff_t>(place));
    return largest[place];
  }

  /// Those of `pairs` that are rejected, step by step.
  std::vector<OrderedPair> rejected(std::vector<OrderedPair> pairs) const {
    std::vector<OrderedPair> all;
    std::erase_if(pairs, [&](const OrderedPair& p) { return se(p.above, p.below) == 0; });
    while (!pairs.empty()) {
      const double limit = critical(pairs);
      const auto is_rejected = [&](const OrderedPair& p) {
        return (areas_.value[p.above] - areas_.value[p.below]) / se(p.above, p.below) > limit;
      };
      const auto kept = std::stable_partition(pairs.begin(), pairs.end(), is_rejected);
      if (kept == pairs.begin()) break;
      all.insert(all.end(), pairs.begin(), kept);
      pairs.erase(pairs.begin(), kept);
    }
    return all;
  }

  std::vector<OrderedPair> all_pairs() const {
    std::vector<OrderedPair> pairs;
    for (std::size_t j = 0; j < n_; ++j)
      for (std::size_t k = 0; k < n_; ++k)
        if (j != k) pairs.push_back({j, k});
    return pairs;
  }
  std::vector<OrderedPair> pairs_of(std::size_t j) const {
    auto pairs = all_pairs();
    std::erase_if(pairs, [&](const OrderedPair& p) { return p.above != j && p.below != j; });
    return pairs;
  }

 private:
  const RankedEstimates& areas_;
  RankOptions options_;
  std::size_t n_;
  std::vector<double> draws_;  // areas × draws
};

}  // namespace

std::vector<RankSet> rank_sets(const RankedEstimates& areas, const RankOptions& options) {
  check(areas, options);
  const RankTest test(areas, options);
  const auto n = areas.value.size();
  std::vector<RankSet> sets(n, {1, n, 1, n});
  for (const auto& pair : test.rejected(test.all_pairs())) {
    --sets[pair.above].lowest;
    ++sets[pair.below].highest;
  }
  for (std::size_t j = 0; j < n; ++j)
    for (const auto& pair : test.rejected(test.pairs_of(j)))
      pair.above == j ? --sets[j].own_lowest : ++sets[j].own_highest;
  return sets;
}

double critical_difference(const RankedEstimates& areas, const RankOptions& options) {
  check(areas, options);
  const RankTest test(areas, options);
  auto pairs = test.all_pairs();
  std::erase_if(pairs, [&](const OrderedPair& p) { return test.se(p.above, p.below) == 0; });
  require(!pairs.empty(), "no difference between the areas has a variance");
  return test.critical(pairs);
}

}  // namespace trygg
