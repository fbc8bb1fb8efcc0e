#pragma once

#include <span>
#include <vector>

#include "weights/calibration/calibrate.hpp"
#include "weights/step.hpp"

namespace trygg::weights {

struct LaidTotals;

/// What steps that multiply weights by g have in common.

/// The weight of each row times its records; 0 where it takes no part.
std::vector<double> times_records(std::span<const double> weight, const Table& table);

/// Members of a household must have one weight before. \throws InputError  they have not
void check_households(const LaidTotals& laid, const Table& table, std::span<const double> weight);

/// Weights times g, with iterations, gap and range of g in the report.
StepResult reweighted(std::span<const double> weight, const Calibration& solved);

}  // namespace trygg::weights
