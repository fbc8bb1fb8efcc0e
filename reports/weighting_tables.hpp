#pragma once

#include <string>
#include <vector>

namespace trygg {
struct WeightingDiagnosis;
}

namespace trygg::reports {

/// A file to be written: its name and its text.
struct NamedText {
  std::string name, text;
};

/// Every figure of a diagnosis of weights as CSV, numbers in the shortest text that reads back;
/// what is not known is empty, rows of the data are counted from 1 (docs/formats.md):
///
///     stages.csv       a row a step: distribution of weights and of g, Kish's effect
///     remarks.csv      what the steps remarked
///     histogram.csv    weights of each stage in intervals
///     extremes.csv     the smallest and largest weights and g with their rows
///     totals.csv       totals before and after each step, target and gap
///     outcomes.csv     numbers by outcome and AAPOR's rates; unweighted and weighted
///     response.csv     response rate, R-indicator with limits, H3, q²
///     partials.csv     partial R-indicators of variables and levels
///     levels.csv       respondents against the register, standardised differences
///     auxiliaries.csv  forward selection by H3, and variables that were left out
///     study.csv        Spencer's effect and H1 by study variable
///     files.csv        what the weights were made from, with SHA-256
std::vector<NamedText> weighting_tables(const WeightingDiagnosis& diagnosis);

}  // namespace trygg::reports
