#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "estimate/assess.hpp"
#include "estimate/combine.hpp"
#include "estimate/interval.hpp"
#include "estimate/prepared.hpp"

namespace trygg {
namespace {

void test_zero(Result& r, double distance, double se) {
  r.t = distance / se;
  r.p_value = t_two_sided(r.t, r.df);
}

void finish_identity(Result& r, double t) {
  const auto limits = wald_limits(r.estimate, r.se, t);
  r.lower = limits.lower;
  r.upper = limits.upper;
  test_zero(r, r.estimate, r.se);
}

void finish_logarithm(Result& r, double t) {
  const double log = std::log(r.estimate), se = r.se / r.estimate;
  const auto limits = wald_limits(log, se, t);
  r.lower = std::exp(limits.lower);
  r.upper = std::exp(limits.upper);
  test_zero(r, log, se);
}

Moments moments_of(const PreparedDesign& prepared, const Linearised& e) {
  Moments m{.statistic = e.statistic, .n = e.n, .value = e.value, .notes = e.notes};
  if (std::isnan(e.value)) return m;
  VarianceMemory memory;
  m.variance = prepared.variance_of(e, memory);
  m.response = response_part(prepared, e, memory);
  m.df = prepared.degrees_of_freedom(e.record, memory);
  m.varies = std::ranges::any_of(e.z, [](double z) { return z != 0; });
  return m;
}

}  // namespace

Result assess_contrast(const Rules& rules, const Moments& m, ContrastScale scale) {
  Result r{.n = m.n, .notes = m.notes};
  if (std::isnan(m.value)) return r;
  r.estimate = m.value;
  r.df = rules.options.df.value_or(m.df);
  if (m.variance < 0) {
    r.notes.push_back(Note::negative_variance);
    return r;
  }
  r.se = std::sqrt(m.variance);
  if (std::isnan(r.se)) return r;  // a quantile has said why
  set_components(r, rules, m);
  if (r.se == 0 && rules.calibrated && m.varies) {
    r.notes.push_back(Note::fixed_by_calibration);
    r.lower = r.upper = r.estimate;
  } else if (r.se == 0) {
    r.notes.push_back(Note::no_variance);
  } else if (r.df <= 0) {
    r.notes.push_back(Note::df_zero);
  } else if (scale == ContrastScale::identity) {
    finish_identity(r, rules.t(r.df));
  } else if (r.estimate > 0) {
    finish_logarithm(r, rules.t(r.df));
  } else {
    r.notes.push_back(Note::not_positive);
  }
  return r;
}

Result assess_combination(const PreparedDesign& prepared, std::span<const Linearised* const> terms,
                          std::span<const double> coefficients) {
  return assess_contrast(rules_of(prepared), moments_of(prepared, combine(terms, coefficients)),
                         ContrastScale::identity);
}

Result assess_ratio(const PreparedDesign& prepared, const Linearised& a, const Linearised& b) {
  return assess_contrast(rules_of(prepared), moments_of(prepared, quotient(a, b)),
                         ContrastScale::logarithm);
}

}  // namespace trygg
