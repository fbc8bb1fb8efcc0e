#pragma once

#include <cstddef>
#include <string>

#include "reports/coverage_report.hpp"

/// The parts of the report on a study of coverage, in the order in which they are read. Each ends
/// with an empty line.
namespace trygg::reports {

/// Coverage that is two percentage points off what an interval of 95 per cent promises is called
/// low, or high.
constexpr double low_coverage = 0.93, high_coverage = 0.97;
/// A method that gives no interval in more than this share of the cases is judged on what is left.
constexpr double often_none = 0.05;
/// Classes with fewer cells are in the tables, but nothing is said of them.
constexpr std::size_t enough_cells = 5;

std::string findings(const Study& study);
std::string choice_of_default(const Study& study);
/// The values of the chart.
std::string chart_table(const Study& study);
std::string tables(const Study& study, const CoverageTexts& texts);
std::string limits_of_study(const Study& study);

/// A sentence for the chart's title, what the chart shows in words, and the drawings as files.
std::string chart_title(const Study& study);
std::string chart_description(const Study& study);
std::string wide_chart(const Study& study);
std::string narrow_chart(const Study& study);

}  // namespace trygg::reports
