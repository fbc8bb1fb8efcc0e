#pragma once

#include <filesystem>
#include <string>

namespace trygg {
struct WeightingDiagnosis;
}

namespace trygg::reports {

/// The report that a reviewer of a weighting reads: one self-contained page in Swedish, with the
/// stages of the weights, the account of non-response, R-indicator, balance, choice of auxiliaries,
/// totals, extremes and what it was all made from. Every sentence with a figure is made from the
/// diagnosis. Rows of the data stand in it: it is for those who may see the data.
///
/// \param folder  where texts and style are looked for first (base/resources.hpp)
/// \throws ConfigError  texts or style are not found
std::string weighting_report(const WeightingDiagnosis& diagnosis,
                             const std::filesystem::path& folder);

}  // namespace trygg::reports
