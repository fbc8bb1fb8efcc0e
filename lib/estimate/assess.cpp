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

/// s²/n in units of the estimate: its variance had n records been drawn at random.
double simple_random_variance(const Linearised& e, std::span<const double> weight,
                              DeffReference reference) {
  const auto n = static_cast<double>(e.n);
  double sum_w = 0, sum_wz = 0, squares = 0;
  for (std::size_t i = 0; i < e.z.size(); ++i) {
    const double w = weight[e.record[i]];
    sum_w += w;
    sum_wz += w * e.z[i];
  }
  const double mean = sum_wz / sum_w;
  for (std::size_t i = 0; i < e.z.size(); ++i) {
    const double d = e.z[i] - mean;
    squares += weight[e.record[i]] * d * d;
  }
  const double with_replacement = sum_w * squares / (n - 1);
  if (reference == DeffReference::with_replacement) return with_replacement;
  return with_replacement * (sum_w - n) / sum_w;
}

void set_effect(Result& r, const Linearised& e, double v, const PreparedDesign& prepared) {
  const double reference =
      simple_random_variance(e, prepared.design.weight(), prepared.options.deff);
  if (r.n > 1 && reference > 0) r.deff = v / reference;
  if (v <= 0) return;
  if (e.statistic == Statistic::share)
    r.n_effective = e.value * (1 - e.value) / v;
  else if (r.deff > 0)
    r.n_effective = static_cast<double>(r.n) / r.deff;
}

/// Says why a standard error is 0.
void explain_zero(Result& r, const Linearised& e, const PreparedDesign& prepared) {
  if (e.statistic == Statistic::share && (e.value == 0 || e.value == 1))
    r.notes.push_back(Note::all_or_none);
  else if (prepared.variance.calibrated() && any_nonzero(e.z))
    r.notes.push_back(Note::fixed_by_calibration);
  else
    r.notes.push_back(Note::no_variance);
}

void set(Result& r, Limits limits) {
  r.lower = limits.lower;
  r.upper = limits.upper;
}

/// Limits of a share in [0, 1]; none where the formula has none (its note is there already).
void set_share_limits(Result& r, double v, const PreparedDesign& prepared) {
  const double t = prepared.t(r.df);
  const double t_n = r.n > 1 ? prepared.t(static_cast<double>(r.n) - 1) : t;
  const auto& options = prepared.options;
  if (const auto limits = share_limits(options.interval, r, v, {t, t_n}, 1 - options.level))
    set(r, *limits);
}

void set_limits(Result& r, const Linearised& e, double v, const PreparedDesign& prepared) {
  const bool share = e.statistic == Statistic::share;
  if (has(r, Note::fixed_by_calibration)) {
    set(r, {r.estimate, r.estimate});
  } else if (r.df <= 0) {
    r.notes.push_back(Note::df_zero);
  } else if (share && (r.estimate < 0 || r.estimate > 1)) {
    r.notes.push_back(Note::not_positive);  // negative weights
  } else if (share) {
    set_share_limits(r, v, prepared);
  } else if (v > 0) {
    set(r, wald_limits(r.estimate, r.se, prepared.t(r.df)));
  }
}

}  // namespace

Result assess(const PreparedDesign& prepared, const Linearised& e, VarianceMemory& memory) {
  Result r{.n = e.n, .notes = e.notes};
  if (std::isnan(e.value)) return r;
  r.estimate = e.value;
  const double v = prepared.variance.variance({e.record, e.z}, memory);
  r.se = std::sqrt(v);
  r.df = prepared.options.df.value_or(prepared.variance.degrees_of_freedom(e.record, memory));
  set_effect(r, e, v, prepared);
  if (v == 0) explain_zero(r, e, prepared);
  set_limits(r, e, v, prepared);
  return r;
}

}  // namespace trygg
