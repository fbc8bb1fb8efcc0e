#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace trygg {

/// Estimates of one figure in several areas, such as the share of unsafe in each.
struct RankedEstimates {
  std::vector<double> value;
  std::vector<double> covariance;                       ///< value × value, row by row
  double df = std::numeric_limits<double>::infinity();  ///< the smallest of the areas'
};

struct RankOptions {
  double level = 0.95;
  std::uint32_t draws = 20'000;
  std::uint64_t seed = 1;  ///< the same seed, the same sets
};

/// The places that an area may have; 1 is the highest value, and areas of equal value share the
/// best of their places.
struct RankSet {
  /// All of these sets hold together with probability `level`: for a list of areas.
  std::size_t highest = 0, lowest = 0;
  /// This one alone holds with probability `level`: for a page about one area, chosen beforehand.
  std::size_t own_highest = 0, own_lowest = 0;
};

/// Confidence sets for ranks. Area j may be anywhere between one more than the number of areas that
/// are significantly above it, and the number of areas less those significantly below it.
///
/// "Significantly" is one-sided, over all ordered pairs (for the set of one area: the pairs with
/// it), by the studentised difference
///
///     T_jk = (θ_j − θ_k) / √(V_jj + V_kk − 2 V_jk)
///
/// against the `level` quantile of the largest T among the pairs not yet rejected, step by step
/// until nothing more is; the quantile is that of `draws` values of a multivariate t with V and df.
/// A pair without a variance of its difference (both fixed by the weighting) is never rejected.
///
/// \throws ArgumentError  fewer than two areas, a value that is not finite, a covariance of another
///                        size or that is none, level outside (0, 1), df ≤ 0
/// Source: Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91, 476–518; steps
/// of Romano & Wolf (2005), Econometrica 73, 1237–1282; here with the survey's own covariance in
/// place of the bootstrap.
std::vector<RankSet> rank_sets(const RankedEstimates& areas, const RankOptions& options = {});

/// The quantile that the first step takes: of the largest |T| over all pairs.
double critical_difference(const RankedEstimates& areas, const RankOptions& options = {});

}  // namespace trygg
