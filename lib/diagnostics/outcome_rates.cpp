#include "diagnostics/outcome_rates.hpp"

#include <limits>
#include <numeric>

#include "base/error.hpp"

namespace trygg {
namespace {

double over(double part, double all) {
  return all > 0 ? part / all : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double OutcomeSums::all() const {
  return std::accumulate(sum.begin(), sum.end(), 0.0);
}

OutcomeSums sum_outcomes(std::span<const std::optional<Disposition>> outcome,
                         std::span<const double> weight) {
  require(weight.empty() || weight.size() == outcome.size(), "{} weights for {} records",
          weight.size(), outcome.size());
  OutcomeSums sums;
  for (std::size_t k = 0; k < outcome.size(); ++k)
    if (outcome[k])
      sums.sum[static_cast<std::size_t>(*outcome[k])] += weight.empty() ? 1 : weight[k];
  return sums;
}

OutcomeRates outcome_rates(const OutcomeSums& sums, std::optional<double> eligible_share) {
  using enum Disposition;
  const double answered = sums[complete] + sums[partial];
  const double met = answered + sums[refusal] + sums[other], known = met + sums[noncontact];
  const double uncertain = sums[unknown] + sums[unknown_other];
  OutcomeRates rates;
  rates.eligible_share = eligible_share.value_or(
      known + sums[ineligible] > 0 ? known / (known + sums[ineligible]) : 1.0);
  require(rates.eligible_share >= 0 && rates.eligible_share <= 1, "a share of {}",
          rates.eligible_share);
  const std::array<double, 3> base{known + uncertain, known + rates.eligible_share * uncertain,
                                   known};
  for (std::size_t i = 0; i < base.size(); ++i) {
    rates.response[2 * i] = over(sums[complete], base[i]);
    rates.response[2 * i + 1] = over(answered, base[i]);
    rates.refusal[i] = over(sums[refusal], base[i]);
    rates.contact[i] = over(met, base[i]);
  }
  rates.cooperation = {over(answered, met), over(answered, answered + sums[refusal])};
  return rates;
}

}  // namespace trygg
