#pragma once

#include <string>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_row.hpp"

namespace trygg {

struct Cube;

/// An area that was picked, or all of them together (`area` empty), and how much of its fall is no
/// fall: the greatest of many noisy estimates are too great, and come down by themselves.
struct WorstAreaRow {
  static constexpr double missing = GoalRow::missing;
  std::string wave, baseline;
  Occasion occasion = Occasion::round;
  std::string era, indicator, area_level, sex, wording, chosen_by;
  bool is_chosen = false;  ///< this is how the wording chooses; else shown for comparison
  std::size_t rank = 0;    ///< 0: together
  std::string area;
  double figure = missing;  ///< by which it was picked; together: the mean, as below
  double baseline_estimate = missing, baseline_shrunken = missing, estimate = missing;
  double fall = missing;           ///< baseline_estimate − estimate
  double fall_shrunken = missing;  ///< baseline_shrunken − estimate
  double artefact = missing;       ///< the difference of the two
  std::string note;
  std::size_t smallest_base = 0;  ///< answers, of the areas and both rounds
};
/// For each wording of worst areas and each family: the areas by every way to choose them. Empty
/// where the goal has no such wording.
std::vector<WorstAreaRow> worst_areas(const Goal& goal, const std::vector<GoalRow>& rows,
                                      const Cube& cube);

/// `wave,baseline,occasion,era,indicator,area_level,sex,wording,chosen_by,is_chosen,rank,area,figure,
/// baseline_estimate,baseline_shrunken,estimate,fall,fall_shrunken,artefact,note`; fractions.
std::string to_csv(const std::vector<WorstAreaRow>& rows);

}  // namespace trygg
