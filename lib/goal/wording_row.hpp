#pragma once

#include <string>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_row.hpp"

namespace trygg {

struct Cube;

/// One wording of the goal on one occasion against one baseline.
struct WordingRow {
  static constexpr double missing = GoalRow::missing;
  std::string wording;
  Wording::Kind kind = Wording::Kind::whole;
  std::string wave, baseline;
  Occasion occasion = Occasion::round;
  std::string era, indicator, area_level, sex;
  Verdict state = Verdict::not_available;
  double p_reached = missing, p_not_reached = missing;
  std::size_t areas = 0;  ///< how many it is about; 0: the whole
  /// `every`, of which: by their own states after Holm's adjustment.
  std::size_t reached = 0, not_reached = 0, cannot_tell = 0, not_available = 0;
  double baseline_estimate = missing, estimate = missing;  ///< `whole`, `worst`; fractions
  RatioInterval ratio;
  std::string chosen_by;                ///< `worst`: a round's year, `shrink` or `baseline`
  std::vector<std::string> area_codes;  ///< `worst`: the greatest first
  /// `before_target_year`; of `every`: `areas_without_state`; of `worst`: why none was chosen, or
  /// `falls_by_itself` where they were chosen by the baseline that they are measured by.
  std::string note;
  std::size_t smallest_base = 0;  ///< answers, of all cells and both rounds that it rests on
};

/// Every wording on every occasion; a goal without wordings has that of the whole.
///
/// whole: the row of `assess`. every: reached when each area's own test says so, which needs no
/// adjustment (p is the greatest of theirs); not reached when one area is shown not to be, p being
/// the least of theirs times their number. worst: the areas together, as the mean of their shares
/// with equal weights, independent of each other:
///
///     p = Σp_a/m,   v = Σv_a/m²,   ρ = Σρ_a·√(v_a1·v_a0)/√(Σv_a1·Σv_a0)
///
/// with Satterthwaite's df; where a share of an area is 0 or 1 see share_parts.hpp. Chosen by
/// shrinking, the baseline is the shrunken one with its posterior variance, which picking does not
/// spoil. \throws ConfigError  a wording's level is not among the rows, or see area_choice.hpp
/// Source of `every`: Berger (1982), Technometrics 24, 295–300 (intersection–union tests).
std::vector<WordingRow> wordings(const Goal& goal, const std::vector<GoalRow>& rows,
                                 const Cube& cube);

std::string_view to_text(Wording::Kind kind);

/// `wording,kind,wave,baseline,occasion,era,indicator,area_level,sex,state,p_reached,p_not_reached,
/// areas,reached,not_reached,cannot_tell,not_available,baseline_estimate,estimate,ratio,lower,upper,
/// set,chosen_by,area_codes,note`
std::string to_csv(const std::vector<WordingRow>& rows);

}  // namespace trygg
