#include "hypothesis/t_test.hpp"

#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"

namespace trygg {
namespace {

/// Why there is no test, before its degrees of freedom are looked at.
NoTest obstacle(const Result& r) {
  if (r.n == 0) return NoTest::empty_domain;
  return std::isnan(r.estimate) || !(r.se > 0) ? NoTest::no_variance : NoTest::none;
}

TTest untested(Result r, NoTest reason) {
  r.lower = r.upper = r.t = r.p_value = Result::missing;
  return {std::move(r), no_test(TestMethod::t, reason)};
}

TTest tested(Result r, double statistic) {
  auto test = t_test(statistic, r.df);
  r.t = r.p_value = Result::missing;
  return {std::move(r), test};
}

/// Takes `fewer` degrees of freedom away, unless they are given.
void set_freedom(Result& r, double fewer, const TTestOptions& options) {
  r.df = options.df.value_or(r.df - fewer);
}

}  // namespace

TTest test_level(Result r, double against, const TTestOptions& options) {
  if (const auto reason = obstacle(r); reason != NoTest::none) return untested(r, reason);
  set_freedom(r, 0, options);
  if (!(r.df > 0)) return untested(r, NoTest::df_zero);
  const double half = t_quantile((1 + options.level) / 2, r.df) * r.se;
  r.lower = r.estimate - half;
  r.upper = r.estimate + half;
  return tested(r, (r.estimate - against) / r.se);
}

TTest test_contrast(Result r, std::size_t groups, TTestScale scale, const TTestOptions& options) {
  require(groups >= 2, "a contrast of {} groups", groups);
  if (const auto reason = obstacle(r); reason != NoTest::none) return untested(r, reason);
  set_freedom(r, static_cast<double>(groups) - 1, options);
  if (!(r.df > 0)) return untested(r, NoTest::df_zero);
  const double t = t_quantile((1 + options.level) / 2, r.df);
  if (scale == TTestScale::difference) {
    r.lower = r.estimate - t * r.se;
    r.upper = r.estimate + t * r.se;
    return tested(r, r.estimate / r.se);
  }
  if (!(r.estimate > 0)) return untested(r, NoTest::no_variance);
  const double log = std::log(r.estimate), se = r.se / r.estimate;
  r.lower = std::exp(log - t * se);
  r.upper = std::exp(log + t * se);
  return tested(r, log / se);
}

}  // namespace trygg
