#pragma once

#include <string>

namespace trygg {
struct WeightingStudy;
}

namespace trygg::reports {

/// What the report on a study of weighting must know beside the study.
struct WeightingStudyTexts {
  std::string program;  ///< "trygg 0.1.0"
  std::string command;  ///< the command line that makes the report again
  std::string recipe;   ///< name of the file whose steps are judged
  /// Whether the steps are judged one by one, or their variance by formula and by replicates.
  enum class Judged { steps, replicates } judged = Judged::steps;
};

/// The study as the second part of a page on coverage, in Markdown: bias with and without each
/// step, standard errors against the spread of the estimates, and coverage of each indicator's
/// intervals for the whole, by sex and by area.
std::string weighting_study_report(const WeightingStudy& study, const WeightingStudyTexts& texts);

}  // namespace trygg::reports
