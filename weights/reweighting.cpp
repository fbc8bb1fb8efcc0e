#include "weights/reweighting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"
#include "weights/totals/laid_totals.hpp"

namespace trygg::weights {

std::vector<double> times_records(std::span<const double> weight, const Table& table) {
  std::vector<double> d(weight.begin(), weight.end());
  for (std::size_t k = 0; k < d.size(); ++k)
    d[k] = takes_part(d[k]) ? d[k] * table.records_of(k) : 0.0;
  return d;
}

void check_households(const LaidTotals& laid, const Table& table, std::span<const double> weight) {
  if (laid.household.empty()) return;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> first(std::ranges::max(laid.household) + std::size_t{1}, none);
  std::vector<std::size_t> unequal;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    auto& of_household = first[laid.household[k]];
    if (of_household != of_household) of_household = weight[k];
    if (std::abs(weight[k] - of_household) > 1e-9 * std::abs(of_household)) unequal.push_back(k);
  }
  require<InputError>(unequal.empty(),
                      "{}: {} another weight before this step than the first of the same {} ({}); "
                      "one weight per household needs equal weights to begin with",
                      table.source(),
                      respondents(unequal.size()) + (unequal.size() == 1 ? " has" : " have"),
                      laid.household_variable, row_numbers(unequal));
}

StepResult reweighted(std::span<const double> weight, const Calibration& solved) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  StepResult result{.weight = {weight.begin(), weight.end()}};
  auto& report = result.report;
  report.iterations = solved.iterations;
  report.largest_gap = solved.largest_gap;
  report.smallest_g = infinity;
  report.largest_g = -infinity;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    result.weight[k] *= solved.g[k];
    report.smallest_g = std::min(report.smallest_g, solved.g[k]);
    report.largest_g = std::max(report.largest_g, solved.g[k]);
  }
  return result;
}

}  // namespace trygg::weights
