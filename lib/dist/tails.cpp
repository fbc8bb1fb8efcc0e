#include "dist/tails.hpp"

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

}  // namespace trygg
