#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/model_matrix.hpp"

namespace trygg {

/// How much of the variation of the response propensities lies with one variable.
struct PartialIndicator {
  struct Level {
    std::string name;
    /// sqrt(N_h/N) (ρ̄_h − ρ̄): above 0, the level is over-represented.
    double unconditional = 0;
  };
  std::string variable;
  double unconditional = 0;  ///< sqrt(Σ_h (N_h/N) (ρ̄_h − ρ̄)²): between the levels
  double conditional = 0;    ///< within the cells that all other factors make
  std::vector<Level> levels;
};

/// An R-indicator: 1 when everybody is as likely to answer, lower the more propensities vary.
struct Representativeness {
  double propensity = 0;        ///< ρ̄, the mean propensity
  double uncorrected = 1;       ///< 1 − 2 S(ρ̂)
  double indicator = 1;         ///< R = 1 − 2 S with S² corrected for bias
  double s2 = 0, s2_se = 0;     ///< S², corrected, and its standard error
  double lower = 0, upper = 1;  ///< limits of R
  double level = 0.95;
  std::vector<PartialIndicator> partials;  ///< of the factors, by the uncorrected propensities
};

/// The R-indicator of a response, from a logistic model of it fitted with weights d:
///
///     S²(ρ̂) = Σ_s d (ρ̂ − ρ̄)² / (N − 1),     N = Σ_s d,     R = 1 − 2 S
///
/// ρ̂ moves with its coefficients, V = A⁻¹ [Σ d² ρ̂(1 − ρ̂) x x'] A⁻¹, A = Σ d ρ̂(1 − ρ̂) x x'. With
/// z = ρ̂(1 − ρ̂) x, and z° about its weighted mean: B = Σ d z° z°' / N, b = Σ d (ρ̂ − ρ̄) z° / N,
///
///     bias of S²   tr(B V) − (Σ d²/N² − 1/N) S²
///     variance     4 b'V b + 2 tr(B V B V) + n/(n−1) Σ d² ((ρ̂ − ρ̄)² − S²)² / N²
///
/// The last term is the sample's, drawn with replacement. Limits are those of S² ± z
/// sqrt(variance), taken through 1 − 2 sqrt(max(0, ·)). Compare rounds only with the same variables
/// in each.
///
/// \param x         the model; its factors get partial indicators
/// \param answered  by record of the sample: 1 or 0
/// \param weight    d, by record; 0 leaves it out
/// \throws ConvergenceError  the model has no maximum: fit_logistic
/// \throws ArgumentError     lengths that differ, a level that is not between 0 and 1
/// Source: Shlomo, Skinner & Schouten (2012), Journal of Statistical Planning and Inference 142,
/// 201-211; partial indicators: Schouten, Shlomo & Skinner (2011), JOS 27, 231-253.
Representativeness representativeness(const ModelMatrix& x, std::span<const std::uint8_t> answered,
                                      std::span<const double> weight, double level = 0.95);

}  // namespace trygg
