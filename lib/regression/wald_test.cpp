#include "regression/wald_test.hpp"

#include "dist/tails.hpp"
#include "linalg/cholesky.hpp"

namespace trygg {

std::optional<WaldTest> wald_test(const Eigen::VectorXd& b, const Eigen::MatrixXd& v, double df) {
  const auto k = static_cast<std::size_t>(b.size());
  const Eigen::MatrixXd symmetric = (v + v.transpose()) / 2;
  const auto root = Cholesky::of({symmetric.data(), k * k}, k, 1e-10);
  if (!root) return std::nullopt;
  double chi_squared = 0;
  for (const double z : root->whiten({b.data(), k})) chi_squared += z * z;
  const double numerator = static_cast<double>(k), f = chi_squared / numerator;
  // P(F > f) = I_x(df/2, k/2) at x = df/(df + k f).
  return WaldTest{f, numerator, df, beta_lower(df / (df + numerator * f), df / 2, numerator / 2)};
}

}  // namespace trygg
