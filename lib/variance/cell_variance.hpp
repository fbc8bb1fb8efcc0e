#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "variance/kernel.hpp"
#include "variance/step_regression.hpp"

namespace trygg {

class Design;

/// What the variance of an estimate needs of its linearised values z, summed over the cells of a
/// domain: nothing of it is summed over cells outside.
struct DomainForm {
  std::vector<std::uint32_t> auxiliary;  ///< ascending: those that the domain's records have
  std::vector<double> t;                 ///< by auxiliary, Σ d q (w/a) x z
  std::vector<double> c;                 ///< by auxiliary, Σ φ w a x z
  std::vector<std::uint32_t> stratum;    ///< ascending: those that the domain's records are in
  std::vector<double> s;                 ///< by stratum, Σ w z
  double q = 0;                          ///< Σ φ w² z²
  double size = 0;                       ///< of the terms that q was made of
};

/// Records of one cell that have the same linearised value.
struct AnswerGroup {
  std::uint32_t cell;
  double records;         ///< how many
  double weight, square;  ///< Σ x and Σ x² of their weights relative to the cell's mean
  double z;
};

/// The variance of calibrated estimates where records are the units of a single stage and stand
/// folded into cells: the design has a row for each cell, with the mean weight of its records, and
/// their number as multiplicity.
///
/// With u = w z − Σ_s a_s x_s'B_s and B = Γ t (variance/step_regression.hpp),
///
///     V = q − Σ_h ψ_h s_h² − 2 [t'Γ'c − Σ_h ψ_h s_h U_h t] + t'W t
///
/// with φ_h = (1−f_h) n_h/(n_h−1), ψ_h = φ_h/n_h, τ_h = Σ_{k in h} a x, U = τΓ, and
/// W = Γ'(Σ φ a a' x x' − Σ_h ψ_h τ_h τ_h')Γ, which is made once. So an estimate costs by the
/// auxiliaries and strata that its domain touches.
///
/// The terms cancel where the calibration explains z. Where V < 1e-3 of the size of q's terms,
/// `residual_variance` squares residuals instead, cell by cell; `variance` says which it is by NaN.
class CellVariance {
 public:
  /// Whether a design has the form that this needs.
  static bool fits(const Design& cells);

  /// \param spread  by cell, n Σ w² / (Σ w)² of its records; empty: 1
  /// \throws DesignError  a lonely stratum under LonelyPsu::fail
  CellVariance(const Design& cells, std::vector<double> spread);

  /// What Σ w z of a cell adds to DomainForm::t; `ratio`, times φ, is what Σ w² z adds to c.
  std::span<const StepRegression::Auxiliary> auxiliaries(std::size_t cell) const {
    return regression_.auxiliaries(cell);
  }
  std::size_t auxiliaries() const { return regression_.count(); }
  std::size_t strata() const { return phi_.size(); }
  std::uint32_t stratum(std::size_t cell) const { return stratum_[cell]; }
  double phi(std::size_t cell) const { return phi_[stratum_[cell]]; }

  /// NaN where the terms cancel too far. 0 where there is nothing to add.
  double variance(const DomainForm& a) const;
  /// The same by squares of residuals, at the cost of all cells.
  /// \param t       DomainForm::t, all auxiliaries
  /// \param groups  ascending by cell; records of a cell that are in none have z = 0
  double residual_variance(std::span<const double> t, std::span<const AnswerGroup> groups) const;

 private:
  void make_products();

  StepRegression regression_;
  std::vector<std::uint32_t> stratum_, times_;  // by cell
  std::vector<double> weight_, spread_;         // by cell
  std::vector<double> phi_, sampled_;           // by stratum
  Eigen::MatrixXd w_, u_;                       // W, U
};

}  // namespace trygg
