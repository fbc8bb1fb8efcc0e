#include "dist/quantiles.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "base/error.hpp"

namespace trygg {
namespace {

// Promotion to long double costs four times as much and changes nothing before the 13th digit.
using Fast = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Fast>;
using StudentsT = boost::math::students_t_distribution<double, Fast>;

void require_probability(double p) {
  require(p > 0 && p < 1, "a quantile needs a probability between 0 and 1, not {}", p);
}

}  // namespace

double t_quantile(double p, double df) {
  require_probability(p);
  require(df > 0, "a t quantile needs positive degrees of freedom, not {}", df);
  return std::isinf(df) ? normal_quantile(p) : quantile(StudentsT(df), p);
}

double t_two_sided(double t, double df) {
  require(df > 0, "a t test needs positive degrees of freedom, not {}", df);
  const double x = -std::abs(t);
  return 2 * (std::isinf(df) ? cdf(Normal(), x) : cdf(StudentsT(df), x));
}

double normal_quantile(double p) {
  require_probability(p);
  return quantile(Normal(), p);
}

}  // namespace trygg
