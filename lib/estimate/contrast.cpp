#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "estimate/assess.hpp"
#include "estimate/combine.hpp"
#include "estimate/interval.hpp"
#include "estimate/prepared.hpp"

namespace trygg {
namespace {

enum class Scale { identity, logarithm };

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

bool any_nonzero(const Linearised& e) {
  return std::ranges::any_of(e.z, [](double z) { return z != 0; });
}

/// Standard error, degrees of freedom, interval and test of a combination.
Result finished(const PreparedDesign& prepared, const Linearised& e, Scale scale) {
  Result r{.n = e.n, .notes = e.notes};
  if (std::isnan(e.value)) return r;
  r.estimate = e.value;
  VarianceMemory memory;
  r.se = std::sqrt(prepared.variance.variance({e.record, e.z}, memory));
  r.df = prepared.options.df.value_or(prepared.variance.degrees_of_freedom(e.record, memory));
  if (r.se == 0 && prepared.variance.calibrated() && any_nonzero(e)) {
    r.notes.push_back(Note::fixed_by_calibration);
    r.lower = r.upper = r.estimate;
  } else if (r.se == 0) {
    r.notes.push_back(Note::no_variance);
  } else if (r.df <= 0) {
    r.notes.push_back(Note::df_zero);
  } else if (scale == Scale::identity) {
    finish_identity(r, prepared.t(r.df));
  } else if (r.estimate > 0) {
    finish_logarithm(r, prepared.t(r.df));
  } else {
    r.notes.push_back(Note::not_positive);
  }
  return r;
}

}  // namespace

Result assess_combination(const PreparedDesign& prepared, std::span<const Linearised* const> terms,
                          std::span<const double> coefficients) {
  return finished(prepared, combine(terms, coefficients), Scale::identity);
}

Result assess_ratio(const PreparedDesign& prepared, const Linearised& a, const Linearised& b) {
  return finished(prepared, quotient(a, b), Scale::logarithm);
}

}  // namespace trygg
