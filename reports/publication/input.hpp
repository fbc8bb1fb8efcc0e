#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "area/areas.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
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
};

}  // namespace trygg::reports
