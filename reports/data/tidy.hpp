#pragma once

#include <string>
#include <vector>

namespace trygg {
struct AreaSystem;
struct Release;
struct ReleasedGoalRow;
}  // namespace trygg

namespace trygg::reports {

struct ProjectTexts;

/// The published figures as one long table, a row a cell, for those who compute further:
///
///     indicator,wave,era,area_level,area,area_name,sex,<groups…>,contrast,estimate,lower,upper,
///     margin,n,decision,reason,finding,synthetic,manifest
///
/// `sex` is T (all), K (women) or M (men), the letters of Kolada. Numbers are the published texts;
/// what was withheld is its symbol. `synthetic` is yes or no in every row, so that no extract can
/// lose it; `manifest` is the number of the calculation.
std::string tidy_csv(const Release& release, const AreaSystem& areas, const ProjectTexts& project);

/// The same for the goal: …,sex,baseline, the other columns of a released goal (docs/formats.md),
/// decision,reason,synthetic,manifest. Ratios are in per cent of the baseline.
std::string tidy_csv(const std::vector<ReleasedGoalRow>& rows, const AreaSystem& areas,
                     const ProjectTexts& project);

}  // namespace trygg::reports
