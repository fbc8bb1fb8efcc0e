#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "area/areas.hpp"
#include "goal/count_goal.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "goal/wording_release.hpp"

namespace trygg::tools {

/// What the text is made of.
struct GoalTextInput {
  const Goal& goal;
  /// After a release; with rules that withhold nothing for the statistician.
  const std::vector<ReleasedGoalRow>& rows;
  const std::vector<ReleasedWordingRow>& wordings;
  const std::vector<CountRow>& counts;
  const std::vector<Area>& areas;  ///< whose names stand in place of codes; may be empty
};
/// What `trygg goal` shows on a terminal: the verdict first, then the cells of the latest round in
/// a table of at most 100 columns, then what the survey could tell at all. Levels with more than
/// `most_rows` areas are summed up.
/// \param language  sv or en
std::string goal_text(const GoalTextInput& input, std::string_view language);

}  // namespace trygg::tools
