#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "area/areas.hpp"
#include "geo/area_shapes.hpp"
#include "goal/count_goal.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "goal/wording_release.hpp"
#include "indicator/indicator.hpp"
#include "release/external_figure.hpp"
#include "release/release.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {

/// Everything that publications are made of. Figures come only as Release and ReleasedGoalRow:
/// what was withheld is not in them.
struct PublicationInput {
  const Release& release;
  const std::vector<ReleasedGoalRow>& goal_rows;  ///< empty: no section about the goal
  const std::optional<Goal>& goal;
  const ProjectTexts& project;
  const Indicator& indicator;  ///< the headline
  const AreaSystem& areas;
  std::filesystem::path folder;  ///< of the project; texts and style are looked for upward of it
  std::vector<ExternalFigure> elsewhere;  ///< shown with their caveats; empty: no section of them
  std::vector<Indicator> indicators;      ///< of the project, the headline among them
  std::vector<ReleasedRow> standings;  ///< areas against the whole (ranking/standing_release.hpp)
  std::vector<ReleasedWordingRow> goal_wordings;
  std::vector<CountRow> count_goals;  ///< the goals about lists
  std::string second_indicator;       ///< whose development stands beside the headline's
  /// The same with texts in English, for a summary in a publication in another language.
  const PublicationInput* english = nullptr;
  /// Where the areas of the publication lie, if the project has a map; they point into `areas`.
  std::vector<AreaShape> shapes;

  /// The same about another indicator.
  PublicationInput with(const Indicator& other) const {
    return {release,          goal_rows, goal,       project,   other,         areas,
            folder,           elsewhere, indicators, standings, goal_wordings, count_goals,
            second_indicator, english,   shapes};
  }
};

}  // namespace trygg::reports
