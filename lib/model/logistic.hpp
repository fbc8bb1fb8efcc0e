#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model_matrix.hpp"

namespace trygg {

/// A logistic regression and what it was fitted to.
struct LogisticFit {
  std::vector<double> coefficient;   ///< by column of the model; 0 where it is aliased
  std::vector<std::size_t> aliased;  ///< columns that are combinations of earlier ones
  std::vector<double> probability;   ///< p_k, of every record, those of weight 0 too
  /// A⁻¹, row by row, A = Σ w p (1 − p) x x': the covariance of the coefficients when w counts
  /// independent trials. 0 in rows and columns of aliased ones.
  std::vector<double> inverse_information;
  double log_likelihood = 0;  ///< Σ w (y ln p + (1 − y) ln(1 − p))
  int iterations = 0;
};

/// Maximum likelihood with weights: the root of
///
///     Σ_k w_k (y_k − p_k) x_k = 0,     p_k = 1 / (1 + exp(−x_k'β))
///
/// by Newton's method; a step is halved until the likelihood does not fall. It has come to an end
/// when the largest element of the score, relative to Σ w |x_j|, is at rounding level.
///
/// \param y       by record: 1 or 0
/// \param weight  by record, not negative; 0 leaves the record out
/// \param stands_for  how many persons a record of folded data stands for, in messages; empty: 1
/// \throws ArgumentError     lengths that do not fit, a negative weight
/// \throws ConvergenceError  there is no maximum: everybody or nobody has y = 1, in all or in a
///                           level of a factor, which is named; or the columns together tell y
///                           apart (separation; names the column with the steepest coefficient)
/// Source: McCullagh & Nelder (1989), Generalized Linear Models, 4.4.
/// R: glm(y ~ x, quasibinomial, weights = w); inverse_information is summary()$cov.unscaled, which
/// is one iteration behind there.
LogisticFit fit_logistic(const ModelMatrix& x, std::span<const std::uint8_t> y,
                         std::span<const double> weight,
                         std::span<const std::size_t> stands_for = {});

/// The covariance of the coefficients that needs no model of the variance, row by row:
/// A⁻¹ (Σ w² (y − p)² x x') A⁻¹. R: sandwich::sandwich.
std::vector<double> sandwich_covariance(const ModelMatrix& x, const LogisticFit& fit,
                                        std::span<const std::uint8_t> y,
                                        std::span<const double> weight);

}  // namespace trygg
