#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "estimate/assess.hpp"
#include "estimate/estimator.hpp"
#include "estimate/interval.hpp"
#include "estimate/prepared.hpp"

namespace trygg {
namespace {

struct Combined {
  std::vector<std::uint32_t> record;
  std::vector<double> z;
};

/// a·z_a + b·z_b over the records of both.
Combined combine(const Linearised& first, double a, const Linearised& second, double b) {
  Combined c;
  std::size_t i = 0, j = 0;
  while (i < first.record.size() || j < second.record.size()) {
    const bool left = j == second.record.size() ||
                      (i < first.record.size() && first.record[i] <= second.record[j]);
    const auto k = left ? first.record[i] : second.record[j];
    double z = 0;
    if (i < first.record.size() && first.record[i] == k) z += a * first.z[i++];
    if (j < second.record.size() && second.record[j] == k) z += b * second.z[j++];
    c.record.push_back(k);
    c.z.push_back(z);
  }
  return c;
}

void add_notes(Result& r, const Linearised& e) {
  for (const auto note : e.notes)
    if (std::ranges::find(r.notes, note) == r.notes.end()) r.notes.push_back(note);
}

void test_zero(Result& r, double distance, double se) {
  r.t = distance / se;
  r.p_value = t_two_sided(r.t, r.df);
}

void finish_difference(Result& r, const PreparedDesign& prepared) {
  const auto limits = wald_limits(r.estimate, r.se, prepared.t(r.df));
  r.lower = limits.lower;
  r.upper = limits.upper;
  test_zero(r, r.estimate, r.se);
}

void finish_ratio(Result& r, const PreparedDesign& prepared) {
  const double log = std::log(r.estimate), se = r.se / r.estimate;
  const auto limits = wald_limits(log, se, prepared.t(r.df));
  r.lower = std::exp(limits.lower);
  r.upper = std::exp(limits.upper);
  test_zero(r, log, se);
}

}  // namespace

Result assess_contrast(const PreparedDesign& prepared, const Linearised& a, const Linearised& b,
                       ContrastScale scale) {
  const bool ratio = scale == ContrastScale::log_ratio;
  Result r{.n = a.n + b.n};
  add_notes(r, a);
  add_notes(r, b);
  if (std::isnan(a.value) || std::isnan(b.value)) return r;
  if (ratio && b.value == 0) {
    r.notes.push_back(Note::zero_denominator);
    return r;
  }
  r.estimate = ratio ? a.value / b.value : a.value - b.value;
  const auto z = ratio ? combine(a, 1 / b.value, b, -r.estimate / b.value) : combine(a, 1, b, -1);

  VarianceMemory memory;
  r.se = std::sqrt(prepared.variance.variance({z.record, z.z}, memory));
  r.df = prepared.options.df.value_or(prepared.variance.degrees_of_freedom(z.record, memory));
  const bool any = std::ranges::any_of(z.z, [](double x) { return x != 0; });
  if (r.se == 0 && prepared.variance.calibrated() && any) {
    r.notes.push_back(Note::fixed_by_calibration);
    r.lower = r.upper = r.estimate;
  } else if (r.se == 0) {
    r.notes.push_back(Note::no_variance);
  } else if (r.df <= 0) {
    r.notes.push_back(Note::df_zero);
  } else if (ratio && (a.value <= 0 || b.value <= 0)) {
    r.notes.push_back(Note::not_positive);
  } else if (ratio) {
    finish_ratio(r, prepared);
  } else {
    finish_difference(r, prepared);
  }
  return r;
}

}  // namespace trygg
