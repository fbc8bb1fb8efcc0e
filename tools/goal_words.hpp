#pragma once

#include <string>
#include <string_view>

#include "goal/goal_row.hpp"

namespace trygg::tools {

/// The words of the goal's table on a terminal, in one language; `{}` is filled in.
struct GoalWords {
  std::string_view halved, not_halved;    ///< where the factor is a half
  std::string_view reached, not_reached;  ///< where it is another
  std::string_view cannot_tell, not_available;
  std::string_view on_path, behind_path, course_unknown;
  std::string_view goal;        ///< indicator, factor in per cent, baselines, year
  std::string_view population;  ///< whom it is about
  std::string_view answers;     ///< heading of the wordings
  std::string_view nearest, interpolated, before_target;
  std::string_view every, every_unavailable, every_withheld, worst, by_itself, by_shrinking,
      by_round;
  std::string_view every_of, worst_of;  ///< a wording that has no name of its own
  std::string_view against;             ///< heading of a table: round, baseline, era
  std::string_view state, course, area, sex, ratio, distance;
  std::string_view whole, all;
  std::string_view too_many;  ///< a level with more areas than a table holds
  std::string_view most_unclear, few_unclear;
  std::string_view false_verdicts, holm, told_at, told_near_0, never_told;
  /// A level's areas without a state, and why: their number, of how many; then its causes.
  std::string_view unavailable, few_answers, not_estimable, series_break;
  std::string_view projection, no_projection;
  std::string_view broken;  ///< a series that broke between two rounds
  std::string_view count, count_unknown, recut;
  char decimal;
};
const GoalWords& goal_words(std::string_view language);

std::string_view word_of(Verdict verdict, double factor, const GoalWords& words);
std::string_view word_of(Course course, const GoalWords& words);

}  // namespace trygg::tools
