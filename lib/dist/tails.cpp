#include "dist/tails.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>

#include "base/error.hpp"

namespace trygg {
namespace {
using Fast = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
}

double chi_squared_upper(double x, double df) {
  require(df > 0, "a chi-squared test needs positive degrees of freedom, not {}", df);
  return x <= 0 ? 1 : boost::math::gamma_q(df / 2, x / 2, Fast());
}

double beta_lower(double x, double a, double b) {
  require(a > 0 && b > 0, "a beta distribution needs parameters above 0, not {} and {}", a, b);
  require(x >= 0 && x <= 1, "a beta distribution lies from 0 to 1, and {} does not", x);
  return boost::math::ibeta(a, b, x, Fast());
}

double f_upper(double x, double df1, double df2) {
  require(df1 > 0 && df2 > 0, "an F test needs positive degrees of freedom, not {} and {}", df1,
          df2);
  if (x <= 0) return 1;
  if (std::isinf(df2)) return chi_squared_upper(df1 * x, df1);
  // The smaller of the two arguments, so that neither tail loses digits.
  const double numerator = df1 * x;
  return df2 <= numerator
             ? boost::math::ibeta(df2 / 2, df1 / 2, df2 / (df2 + numerator), Fast())
             : boost::math::ibetac(df1 / 2, df2 / 2, numerator / (df2 + numerator), Fast());
}

}  // namespace trygg
