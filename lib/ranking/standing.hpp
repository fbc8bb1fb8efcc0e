#pragma once

#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "estimate/cube.hpp"
#include "ranking/rank_sets.hpp"

namespace trygg {

/// One figure in the areas of a level and in the whole that they make up.
struct AreasAndWhole {
  std::vector<CubeRow> areas;
  CubeRow whole;
  std::vector<double> covariance;  ///< of areas, then the whole: (areas + 1)², row by row
};

/// Whether an area is known to lie above or below the whole.
enum class Side { above, below, not_shown, not_available };
std::string_view to_text(Side side);

/// Where an area stands: against the whole, and among the areas.
struct AreaStanding {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  CubeRow area;  ///< its level
  double whole = missing;
  double difference = missing, se = missing, lower = missing, upper = missing;
  double t = missing;  ///< d/√v; of shares with the v of the test
  double p_value = missing, p_adjusted = missing;
  Side side = Side::not_available;
  /// None: the area has no estimate or no variance (a share of none), or it is the only one.
  std::optional<RankSet> places;
};

/// The difference d = θ_a − θ of every area from the whole that it is part of. Of a mean or total,
///
///     v = V_aa + V − 2 Cov(θ_a, θ),   d ± t(df_a) √v,   T = d/√v
///
/// Of shares, whose small ones are skewed and at 0 have no variance at all: the limits are MOVER's
/// from the limits l, u of both levels, with ρ = Cov/√(V_aa V),
///
///     d − √((p_a − l_a)² + (u − p)² − 2ρ(p_a − l_a)(u − p)),   and so upwards,
///
/// and the test is binomial, as Korn & Graubard's limits are. Were the area's share the whole's, p,
/// its variance would be v₀ = V_aa·k, k = p(1 − p)/(p_a(1 − p_a)), or of an area of none or all
/// d_eff·p(1 − p)/n_a with the whole's design effect; v is made of it. n* = p(1 − p)/v answers
/// are the area's, x = n*·p_a of them with the property:
///
///     p-value = 2 min{P(X ≤ x), P(X ≥ x)},   by beta distributions for x that are not whole.
///
/// Holm's adjustment over the areas decides the side: above or below where p_adjusted < 1 − level.
/// Places are those of `rank_sets`, with the smallest of the areas' degrees of freedom.
/// \throws ArgumentError  a covariance of another size, level outside (0, 1)
std::vector<AreaStanding> standings(const AreasAndWhole& figure, const RankOptions& options = {});

/// The same without places, which take most of the time.
std::vector<AreaStanding> against_whole(const AreasAndWhole& figure, double level = 0.95);

/// `wave,era,indicator,statistic,area_level,area,sex,n,estimate,lower,upper,df,whole,difference,se,
/// difference_lower,difference_upper,t,p_value,p_adjusted,side,areas,highest,lowest,own_highest,
/// own_lowest,note`: lower, upper and df are the level's own; `areas` is how many have a place.
std::string to_csv(const std::vector<AreaStanding>& rows);
/// \throws InputError  not that header, a word that is none, or a number that is none
std::vector<AreaStanding> read_standings(const std::filesystem::path& path);

}  // namespace trygg
