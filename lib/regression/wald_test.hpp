#pragma once

#include <Eigen/Core>
#include <optional>

namespace trygg {

/// A test that k coefficients are 0.
struct WaldTest {
  double f;  ///< b'V⁻¹b / k
  double df_numerator, df;
  double p_value;  ///< P(F > f)
};

/// \param df  of the denominator, above 0
/// \return  nothing where V is singular: fewer units than coefficients
/// R: survey::regTermTest(method = "Wald").
std::optional<WaldTest> wald_test(const Eigen::VectorXd& b, const Eigen::MatrixXd& v, double df);

}  // namespace trygg
