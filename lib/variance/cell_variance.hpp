#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "variance/kernel.hpp"

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
/// With u = w z − Σ_s a_s x_s'B_s (variance/calibration.hpp), B = Γ t where Γ is block triangular:
/// B_S = G_S⁻ t_S, B_s = G_s⁻ (t_s − Σ_{j>s} M_sj B_j), G_s = Σ d_s q x_s x_s',
/// M_sj = Σ d_s q (a_j/a_s) x_s x_j'. Auxiliaries of all steps are numbered one after the other.
/// Then
///
///     V = q − Σ_h ψ_h s_h² − 2 [t'Γ'c − Σ_h ψ_h s_h U_h t] + t'W t
///
/// with φ_h = (1−f_h) n_h/(n_h−1), ψ_h = φ_h/n_h, τ_h = Σ_{k in h} a x, U = τΓ, and
/// W = Γ'(Σ φ a a' x x' − Σ_h ψ_h τ_h τ_h')Γ, which is made once. So an estimate costs by the
/// auxiliaries and strata that its domain touches.
///
/// The terms cancel where the calibration explains z. Where V < 1e-3 q, `residual_variance` squares
/// residuals instead, cell by cell; `variance` says which it is by NaN.
class CellVariance {
 public:
  /// What a record of a cell adds to a DomainForm, by auxiliary that it has.
  struct Auxiliary {
    std::uint32_t number;
    double t, c;   ///< factors of Σ w z and of Σ w² z
    double after;  ///< a x: mean of the cell
  };

  /// Whether a design has the form that this needs.
  static bool fits(const Design& cells);

  /// \param spread  by cell, n Σ w² / (Σ w)² of its records; empty: 1
  /// \throws DesignError  a lonely stratum under LonelyPsu::fail
  CellVariance(const Design& cells, std::vector<double> spread);

  std::span<const Auxiliary> auxiliaries(std::size_t cell) const {
    return std::span(auxiliary_).subspan(cell * per_cell_, per_cell_);
  }
  std::size_t auxiliaries() const { return count_; }
  std::size_t strata() const { return phi_.size(); }
  std::uint32_t stratum(std::size_t cell) const { return stratum_[cell]; }
  double phi(std::size_t cell) const { return phi_[stratum_[cell]]; }

  /// NaN where the terms cancel too far. 0 where there is nothing to add.
  double variance(const DomainForm& a) const;
  /// \param q  Σ φ w² z_a z_b over the records of both domains
  double covariance(const DomainForm& a, const DomainForm& b, double q) const;
  /// The same by squares of residuals, at the cost of all cells.
  /// \param t       DomainForm::t, all auxiliaries
  /// \param groups  ascending by cell; records of a cell that are in none have z = 0
  double residual_variance(std::span<const double> t, std::span<const AnswerGroup> groups) const;

 private:
  void number_auxiliaries(const Design& cells);
  void set_factors(const Design& cells);
  void make_operator(const Design& cells);
  void make_products();

  std::vector<std::uint32_t> stratum_, times_;  // by cell
  std::vector<double> weight_, spread_;         // by cell
  std::vector<double> phi_, sampled_;           // by stratum
  std::size_t count_ = 0, per_cell_ = 0;
  std::vector<std::size_t> first_;          // of each step: its first auxiliary; and the end
  std::vector<std::size_t> first_in_cell_;  // the same, of the auxiliaries of a cell
  std::vector<Auxiliary> auxiliary_;        // cell by cell
  std::vector<double> value_;               // x of each of those
  Eigen::MatrixXd gamma_, w_, u_;           // Γ, W, U
};

}  // namespace trygg
