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

/// Everything that a gender analysis is made of. Figures come only as Release and ReleasedGoalRow:
/// what was withheld is not in them.
struct GenderInput {
  const Release& release;
  const std::vector<ReleasedGoalRow>& goal_rows;  ///< empty: no section about the goal
  const std::optional<Goal>& goal;
  const ProjectTexts& project;
  const Indicator& indicator;
  const AreaSystem& areas;
  std::filesystem::path folder;  ///< of the project; texts and style are looked for upward of it
  std::vector<ExternalFigure> elsewhere;  ///< shown with their caveats; empty: no section of them
  std::vector<Indicator> indicators;      ///< of the project, for names beside `elsewhere`
};

/// The page »Jämställdhetsanalys«, one self-contained HTML file: the finding, women and men by area
/// (chart C1, table), the development (C3), ages (C1), the goal (C7, tables), how to read it.
///
/// Sentences about differences are made from the comparisons' findings alone (phrases/claim.hpp).
/// \throws InputError   the release has no figures for the whole place in the publication's round
/// \throws ConfigError  the texts cannot be read, or a heading made from them is too long
std::string gender_analysis(const GenderInput& input);

}  // namespace trygg::reports
