#pragma once

#include "reports/coverage_report.hpp"

namespace trygg {
struct GoalStudy;
}

namespace trygg::reports {

/// The study of the goal's verdicts as a page that GitHub and its like show: what was done, what it
/// shows, a chart and tables. All sentences about results are made from the study's figures.
CoverageReport goal_study_report(const GoalStudy& study, const CoverageTexts& texts);

}  // namespace trygg::reports
