#pragma once

#include <string>

namespace trygg::reports {

struct DataInput;

/// The survey's codebook as DDI Codebook 2.5, for archives: the study (title, population, rounds,
/// place), and every variable with label, question, valid range, codes and missing codes. No figure
/// of the survey is in it. Source: DDI Alliance, DDI-Codebook 2.5 (2014).
std::string to_ddi(const DataInput& input);

}  // namespace trygg::reports
