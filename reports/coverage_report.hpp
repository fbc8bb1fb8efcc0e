#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace trygg {
struct Study;
}

namespace trygg::reports {

/// What the report on a study of coverage must know beside the study.
struct CoverageTexts {
  std::string program;                  ///< "trygg 0.1.0"
  std::string command;                  ///< the command line that makes the report again
  std::string project;                  ///< its name
  std::string recipe;                   ///< name of the file that samples were weighed by
  std::uint64_t population_seed = 0;    ///< of the fixed population
  std::vector<std::string> indicators;  ///< ids
  std::string chart, narrow_chart;      ///< names of the files that the charts are written to
};

struct CoverageReport {
  std::string markdown;
  std::string chart, narrow_chart;  ///< SVG files: for wide windows, and for telephones
};

/// The study as a page that GitHub and its like show: what was done, what it shows, a chart and
/// tables. All sentences about results are made from the study's figures.
CoverageReport coverage_report(const Study& study, const CoverageTexts& texts);

/// The part of the report that says what was done: the same for the same settings, whatever comes
/// out.
std::string coverage_header(const Study& study, const CoverageTexts& texts);

}  // namespace trygg::reports
