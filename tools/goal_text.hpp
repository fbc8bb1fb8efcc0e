#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "goal/count_goal.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "goal/wording_release.hpp"

namespace trygg::tools {

/// What `trygg goal` shows on a terminal: the verdict first, then the cells of the latest round in
/// a table of at most 100 columns, then what the survey could tell at all. Levels with more than
/// `most_rows` areas are summed up.
///
/// \param rows, wordings  after a release; with rules that withhold nothing for the statistician
/// \param language        sv or en
std::string goal_text(const Goal& goal, const std::vector<ReleasedGoalRow>& rows,
                      const std::vector<ReleasedWordingRow>& wordings,
                      const std::vector<CountRow>& counts, std::string_view language);

}  // namespace trygg::tools
