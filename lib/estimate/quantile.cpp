#include "estimate/quantile.hpp"

#include <algorithm>
#include <cmath>

#include "estimate/assess.hpp"
#include "estimate/linearise.hpp"
#include "estimate/prepared.hpp"
#include "estimate/quantile_rule.hpp"
#include "estimate/replicate_values.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

Quantiles quantiles_of(const Measure& m, const std::vector<std::uint32_t>& record,
                       const PreparedDesign& prepared) {
  std::vector<double> values, weights;
  for (const auto k : record) {
    values.push_back(m.y[k]);
    weights.push_back(prepared.design.weight()[k]);
  }
  return {values, weights, prepared.options.quantile_rule};
}

/// The share of values up to `q`, over the records that the quantile rests on.
Linearised share_up_to(double q, const Measure& m, const Linearised& e,
                       const PreparedDesign& prepared) {
  const auto weight = prepared.design.weight();
  Sum up_to, all;
  for (const auto k : e.record) {
    all.add(weight[k]);
    if (m.y[k] <= q) up_to.add(weight[k]);
  }
  Linearised f{.statistic = Statistic::share,
               .n = e.n,
               .value = up_to.value() / all.value(),
               .record = e.record};
  for (const auto k : e.record) f.z.push_back(((m.y[k] <= q) - f.value) / all.value());
  if (const auto* replicates = prepared.design.replicates()) {
    std::vector<double> is_up_to(m.y.size());
    for (const auto k : e.record) is_up_to[k] = m.y[k] <= q;
    f.replicates = replicate_ratios(is_up_to, {}, e.record, *replicates);
  }
  return f;
}

double total_weight(const std::vector<std::uint32_t>& record, std::span<const double> weight) {
  Sum sum;
  for (const auto k : record) sum.add(weight[k]);
  return sum.value();
}

double inverted(const Quantiles& quantiles, double p) {
  return p >= 0 && p <= 1 ? quantiles.at(p) : Result::missing;
}

void give_no_error(Linearised& e, Note note) {
  e.notes.push_back(note);
  e.z.assign(e.record.size(), Result::missing);
}

bool any_nonzero(std::span<const double> z) {
  return std::ranges::any_of(z, [](double x) { return x != 0; });
}

/// A standard error of 0, and why.
void give_zero_error(Linearised& e, const Linearised& f, double v, const PreparedDesign& prepared) {
  const bool fixed = v == 0 && prepared.may_fix() && any_nonzero(f.z);
  e.notes.push_back(fixed ? Note::fixed_by_calibration : Note::no_variance);
  e.z.assign(e.record.size(), 0.0);
  e.replicates.assign(f.replicates.size(), e.value);
  if (fixed) e.limits = {e.value, e.value};
}

/// The limits of the share F of variance `v`.
Limits limits_of(const Linearised& f, double v, double df, const PreparedDesign& prepared) {
  const auto& asked = prepared.options.interval;
  const auto method = asked == Interval::automatic ? Interval::wald : asked;
  const Result share{.n = f.n,
                     .estimate = f.value,
                     .se = std::sqrt(v),
                     .df = df,
                     .n_effective = f.value * (1 - f.value) / v};
  return limits_of_share(share, v, method, rules_of(prepared));
}

/// Limits and z of a quantile from those of F at it.
void set_error(Linearised& e, const Linearised& f, const Quantiles& quantiles,
               const PreparedDesign& prepared, VarianceMemory& memory) {
  const double v = prepared.variance_of(f, memory);
  const double df = prepared.options.df.value_or(prepared.degrees_of_freedom(f.record, memory));
  const bool all_alike = quantiles.smallest() == quantiles.largest();
  if (v < 0) return give_no_error(e, Note::negative_variance);
  if (all_alike || (v == 0 && f.value < 1)) return give_zero_error(e, f, v, prepared);
  if (df <= 0) return give_no_error(e, Note::df_zero);
  const auto of_f = limits_of(f, v, df, prepared);
  const Limits limits{inverted(quantiles, of_f.lower), inverted(quantiles, of_f.upper)};
  if (limits.lower == limits.upper) return give_zero_error(e, f, v, prepared);
  e.limits = limits;
  const double se = (limits.upper - limits.lower) / (2 * prepared.t(df));
  if (std::isnan(se) || v == 0) return give_no_error(e, Note::limit_outside_data);
  const double slope = -se / std::sqrt(v);
  for (const double z : f.z) e.z.push_back(slope * z);
  for (const double t : f.replicates) e.replicates.push_back(e.value + slope * (t - f.value));
}

}  // namespace

Linearised linearise_quantile(const PreparedDesign& prepared, const Measure& m,
                              const Domain& domain, VarianceMemory& memory) {
  const auto weight = prepared.design.weight();
  auto e = answered(m, domain, weight);
  if (e.n == 0) return e;
  if (total_weight(e.record, weight) <= 0) {  // only with negative weights
    e.notes.push_back(Note::zero_denominator);
    return e;
  }
  const auto quantiles = quantiles_of(m, e.record, prepared);
  e.value = quantiles.at(m.probability);
  set_error(e, share_up_to(e.value, m, e, prepared), quantiles, prepared, memory);
  return e;
}

}  // namespace trygg
