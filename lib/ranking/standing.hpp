#pragma once

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
  double t = missing, p_value = missing, p_adjusted = missing;
  Side side = Side::not_available;
  /// None: the area has no estimate or no variance (a share of none), or it is the only one.
  std::optional<RankSet> places;
};

/// The difference d = θ_a − θ of every area from the whole, with
///
///     v = V_aa + V − 2 Cov(θ_a, θ),   d ± t(df_a) √v,
///
/// so that what an area is of the whole is not counted as chance twice; Holm's adjustment over the
/// areas, and the side by it: above or below where p_adjusted < 1 − level. Places are those of
/// `rank_sets`, with the smallest of the areas' degrees of freedom.
/// \throws ArgumentError  a covariance of another size, level outside (0, 1)
std::vector<AreaStanding> standings(const AreasAndWhole& figure, const RankOptions& options = {});

/// `wave,era,indicator,statistic,area_level,area,sex,n,estimate,lower,upper,whole,difference,se,
/// difference_lower,difference_upper,t,p_value,p_adjusted,side,areas,highest,lowest,own_highest,
/// own_lowest,note`: lower and upper are the level's own limits; `areas` is how many have a place.
std::string to_csv(const std::vector<AreaStanding>& rows);

}  // namespace trygg
