#pragma once

#include <string>

#include "coverage/goal_study.hpp"
#include "reports/coverage_report.hpp"

/// The parts of the report on a study of the goal's verdicts.
namespace trygg::reports {

/// "the whole", "areas by sex".
std::string group_name(std::size_t group);
/// "0.7", of the true ratio.
std::string ratio_name(std::size_t scenario);
inline constexpr std::size_t at_factor = GoalPlan::halving;

/// A rate in per cent, with its Monte Carlo standard error where that is wanted: "2.4 (0.3)".
std::string rate_text(const Rate& rate, int decimals = 1);
std::string rate_with_error(const Rate& rate);

std::string goal_study_header(const GoalStudy& study, const CoverageTexts& texts);
/// Sentences made from the figures.
std::string goal_study_findings(const GoalStudy& study);

std::string state_table(const GoalStudy& study);
std::string family_table(const GoalStudy& study);
std::string course_table(const GoalStudy& study);
std::string interval_table(const GoalStudy& study);
std::string projection_table(const GoalStudy& study);
std::string gap_table(const GoalStudy& study);
std::string worst_table(const GoalStudy& study);

/// SVG files of the states by true ratio.
std::string states_chart_title(const GoalStudy& study);
std::string wide_states_chart(const GoalStudy& study);
std::string narrow_states_chart(const GoalStudy& study);

}  // namespace trygg::reports
