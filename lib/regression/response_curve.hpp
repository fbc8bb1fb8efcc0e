#pragma once

#include <Eigen/Core>
#include <cstddef>

#include "regression/formula.hpp"

namespace trygg {

/// How the response follows from η = x'β:
///
///     linear    E y = η
///     logistic  P(y = 1) = F(η),                 F(t) = 1/(1 + e^−t)
///     ordinal   P(y ≤ c) = F(ζ_c − η),           ζ_0 < ζ_1 < …: the thresholds
///
/// so that a large η goes with a large response in each. The logistic model is the ordinal one of
/// two categories with the threshold 0.
///
/// Source: McCullagh (1980), JRSS B 42, 109-142; the signs are those of R's MASS::polr.
class ResponseCurve {
 public:
  /// \param thresholds  ascending, one fewer than categories; ordinal only
  ResponseCurve(ModelFamily family, Eigen::VectorXd thresholds)
      : family_(family), thresholds_(std::move(thresholds)) {}

  ModelFamily family() const { return family_; }
  const Eigen::VectorXd& thresholds() const { return thresholds_; }

  /// ln P(y = c) and its derivatives by a = ζ_c − η (`upper`) and b = ζ_{c−1} − η (`lower`), 0
  /// where there is no such threshold. Not of linear models.
  struct LogProbability {
    double value;
    double upper, lower;             ///< first
    double upper2, lower2, between;  ///< second; by a and b
    /// By η, which a and b fall with.
    double by_eta() const { return -(upper + lower); }
    double by_eta2() const { return upper2 + lower2 + 2 * between; }
  };
  LogProbability log_probability(double eta, std::size_t category) const;

  /// E y, or P(y = c), with its derivatives.
  struct Mean {
    double value, by_eta, by_eta2;
    double by_upper, by_lower;          ///< of value, by ζ_c and ζ_{c−1}
    double eta_by_upper, eta_by_lower;  ///< of by_eta
  };
  Mean mean(double eta, std::size_t category) const;

 private:
  struct Ends {
    double a, b;  // −∞, ∞ at the ends
  };
  Ends ends(double eta, std::size_t category) const;

  ModelFamily family_;
  Eigen::VectorXd thresholds_;
};

}  // namespace trygg
