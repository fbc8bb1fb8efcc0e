#include "dist/tails.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

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

}  // namespace trygg
