#include "estimate/assess.hpp"

#include <algorithm>
#include <cmath>

#include "estimate/estimator.hpp"
#include "estimate/interval.hpp"
#include "estimate/prepared.hpp"
#include "estimate/share_limits.hpp"

namespace trygg {
namespace {

bool any_nonzero(std::span<const double> z) {
  return std::ranges::any_of(z, [](double x) { return x != 0; });
}

bool has(const Result& r, Note note) {
  return std::ranges::find(r.notes, note) != r.notes.end();
}

void add(Result& r, Note note) {
  if (!has(r, note)) r.notes.push_back(note);
}

/// Σ w and s²/n in units of the estimate: its variance had n records been drawn at random.
void set_simple_random(Moments& m, const Linearised& e, std::span<const double> weight) {
  double sum_w = 0, sum_wz = 0, squares = 0;
  for (std::size_t i = 0; i < e.z.size(); ++i) {
    const double w = weight[e.record[i]];
    sum_w += w;
    sum_wz += w * e.z[i];
  }
  const double mean = sum_wz / sum_w;
  const auto [low, high] = std::ranges::minmax(e.z);
  for (std::size_t i = 0; i < e.z.size() && low < high; ++i) {
    const double d = e.z[i] - mean;
    squares += weight[e.record[i]] * d * d;
  }
  m.weight = sum_w;
  m.simple_random = sum_w * squares / (static_cast<double>(e.n) - 1);
}

void set_effect(Result& r, const Moments& m, const EstimateOptions& options) {
  const auto n = static_cast<double>(m.n);
  const double reference = options.deff == DeffReference::with_replacement
                               ? m.simple_random
                               : m.simple_random * (m.weight - n) / m.weight;
  if (m.n > 1 && reference > 0) r.deff = m.variance / reference;
  if (m.variance <= 0) return;
  if (m.statistic == Statistic::share)
    r.n_effective = m.value * (1 - m.value) / m.variance;
  else if (r.deff > 0)
    r.n_effective = n / r.deff;
}

/// Says why a standard error is 0; a quantile has said it.
void explain_zero(Result& r, const Moments& m, const Rules& rules) {
  if (m.statistic == Statistic::quantile) return;
  if (m.statistic == Statistic::share && (m.value == 0 || m.value == 1))
    add(r, Note::all_or_none);
  else
    add(r, rules.calibrated && m.varies ? Note::fixed_by_calibration : Note::no_variance);
}

void set(Result& r, Limits limits) {
  r.lower = limits.lower;
  r.upper = limits.upper;
}

/// Limits; none where the formula has none (its note is there already).
void set_limits(Result& r, const Moments& m, const Rules& rules) {
  const double v = m.variance;
  const bool share = m.statistic == Statistic::share;
  if (has(r, Note::fixed_by_calibration)) {
    set(r, {r.estimate, r.estimate});
  } else if (r.df <= 0) {
    add(r, Note::df_zero);
  } else if (std::isnan(v) && m.statistic != Statistic::quantile) {
    return;  // too few replicates have a value
  } else if (m.statistic == Statistic::quantile) {
    if (m.limits) set(r, *m.limits);
  } else if (share && (r.estimate < 0 || r.estimate > 1)) {
    add(r, Note::not_positive);  // negative weights
  } else if (share) {
    set(r, limits_of_share(r, v, rules.options.interval, rules));
  } else if (v > 0) {
    set(r, wald_limits(r.estimate, r.se, rules.t(r.df)));
  }
}

}  // namespace

Rules rules_of(const PreparedDesign& prepared) {
  return {prepared.options, prepared.t, prepared.may_fix()};
}

Limits limits_of_share(const Result& r, double v, Interval method, const Rules& rules) {
  const double t = rules.t(r.df);
  const double t_n = r.n > 1 ? rules.t(static_cast<double>(r.n) - 1) : t;
  return share_limits(method, r, v, {t, t_n}, 1 - rules.options.level)
      .value_or(Limits{Result::missing, Result::missing});
}

Result assess(const Rules& rules, const Moments& m) {
  Result r{.n = m.n, .notes = m.notes};
  if (std::isnan(m.value)) return r;
  r.estimate = m.value;
  r.df = rules.options.df.value_or(m.df);
  r.cases = m.cases;
  r.weight = m.weight;
  r.largest_weight = m.largest_weight / m.weight;
  if (m.variance < 0) {
    add(r, Note::negative_variance);
    return r;
  }
  r.se = std::sqrt(m.variance);
  set_effect(r, m, rules.options);
  set_components(r, rules, m);
  if (m.variance == 0) explain_zero(r, m, rules);
  set_limits(r, m, rules);
  return r;
}

void set_components(Result& r, const Rules& rules, const Moments& m) {
  if (rules.options.parts == ErrorParts::together || std::isnan(m.variance)) return;
  if (m.variance == 0) {
    r.se_sampling = r.se_response = 0;  // rounding may leave a little of either
    return;
  }
  r.se_response = std::sqrt(m.response);
  if (m.response > m.variance)
    add(r, Note::no_sampling_part);
  else
    r.se_sampling = std::sqrt(m.variance - m.response);
}

double response_part(const PreparedDesign& prepared, const Linearised& e, VarianceMemory& memory) {
  if (prepared.options.parts == ErrorParts::together) return 0;
  return prepared.variance.response_variance({e.record, e.z}, memory);
}

Result assess(const PreparedDesign& prepared, const Linearised& e, VarianceMemory& memory) {
  Moments m{
      .statistic = e.statistic, .n = e.n, .value = e.value, .limits = e.limits, .notes = e.notes};
  if (!std::isnan(e.value)) {
    m.variance = prepared.variance_of(e, memory);
    m.response = response_part(prepared, e, memory);
    m.df = prepared.degrees_of_freedom(e.record, memory);
    m.varies = any_nonzero(e.z);
    m.cases = e.cases;
    m.largest_weight = e.largest_weight;
    set_simple_random(m, e, prepared.design.weight());
    if (e.simple_random) {
      m.weight = e.simple_random->weight;
      m.simple_random = e.simple_random->variance;
    }
  }
  return assess(rules_of(prepared), m);
}

}  // namespace trygg
