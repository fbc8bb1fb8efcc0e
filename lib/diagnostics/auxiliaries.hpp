#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/model_matrix.hpp"

namespace trygg {

/// The inverse of the chance to answer as auxiliary variables predict it, for those who answered:
///
///     m_k = (Σ_s d x)' (Σ_r d x x')⁻¹ x_k,     so that  Σ_r d m x = Σ_s d x
///
/// the factor by which calibration to the sample would change the weights of the respondents r.
struct InverseInfluence {
  std::vector<double> m;  ///< by record; NaN for those who did not answer
  double mean = 0;        ///< m̄, weighted by d over r: Σ_s d / Σ_r d
  double q2 = 0;          ///< q² = Σ_r d (m − m̄)² / Σ_r d
  double cv = 0;          ///< H3 = sqrt(q²) / m̄
};

/// \param x         the auxiliary vector, a constant in it
/// \param answered  by record: 1 or 0
/// \param weight    d, by record of the sample; 0 leaves it out
/// \throws InputError     nobody with a weight answered
/// \throws ArgumentError  lengths that differ
/// Source: Särndal & Lundström (2010), Survey Methodology 36, 131-144.
InverseInfluence inverse_influence(const ModelMatrix& x, std::span<const std::uint8_t> answered,
                                   std::span<const double> weight);

/// H1 = |R_ym| cv_m = |ȳ_r − ȳ_cal| / S_y: how far the auxiliaries would move the mean of y among
/// respondents, in standard deviations of y; R_ym is the correlation of y and m over r, weighted by
/// d. Records whose y is NaN are left out of it. NaN when y does not vary.
double moved_mean(const InverseInfluence& influence, std::span<const double> y,
                  std::span<const double> weight);

/// One step of a forward selection.
struct AuxiliaryStep {
  std::string variable;
  double h3 = 0;    ///< with it and all before it
  double gain = 0;  ///< over the step before
};

/// Takes the variable that raises H3 most, then the one that raises it most beside that, and so on,
/// until all are in; ties go to the first given. Factors and covariates come in together.
std::vector<AuxiliaryStep> select_auxiliaries(std::span<const Factor> factors,
                                              std::span<const Covariate> covariates,
                                              std::span<const std::uint8_t> answered,
                                              std::span<const double> weight);

}  // namespace trygg
