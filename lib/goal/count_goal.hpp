#pragma once

#include <limits>
#include <string>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_row.hpp"

namespace trygg {

/// A count goal in one year of its list. A list is no sample, so there is no test and no interval.
struct CountRow {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  std::string name, label;
  double year = 0;
  double count = missing;  ///< areas in one of the categories; NaN: the list is not known
  double target = 0, target_year = 0;
  Verdict state = Verdict::not_available;  ///< of that year: reached or not_reached, else unknown
  double previous_year = missing;          ///< the last year before whose list is known
  /// From then on; NaN where the list was re-cut on the way: it would count other areas.
  double change = missing;
  bool is_recut = false;           ///< the list of this year was re-cut
  std::vector<std::string> areas;  ///< in those categories, in the order of the list
  /// Codes: `list_not_known`, `list_recut` (no change is given), `before_target_year`.
  std::string note;
  std::string remark;  ///< what the list says of the year, in words
};

/// Each year of each goal's list, in the order of time. The list is a CSV
///
///     year,area,category,recut,note
///
/// a row for each area. `area` empty: not known who was in the category that year (or, with
/// `category` empty, in any); `-`: nobody. `recut` is `yes` where areas were split, merged or drawn
/// anew since the year before.
/// \throws InputError   another header, a year that is none, an area twice in a year and category,
/// or
///                      named where the category is not known
/// \throws ConfigError  a category of the goal that the list never has
std::vector<CountRow> count_goals(const Goal& goal);

/// `name,label,year,count,target,target_year,state,previous_year,change,is_recut,areas,note,remark`
std::string to_csv(const std::vector<CountRow>& rows);

}  // namespace trygg
