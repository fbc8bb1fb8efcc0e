#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

#include "variance/influence.hpp"
#include "variance/kernel.hpp"
#include "variance/step_regression.hpp"

namespace trygg {

class Design;

/// Working memory of UnitVariance; all 0 between calls.
struct UnitMemory {
  std::vector<double> t, unit, stratum;  ///< by auxiliary, unit and stratum
  std::vector<char> has_auxiliary, has_unit, has_stratum;
  std::vector<std::uint32_t> auxiliaries, units, strata;  ///< that have been met
  std::vector<double> b;
};

/// The variance of calibrated estimates under units of a single stage, without visiting units that
/// the domain has no record in.
///
/// With z_j = Σ w z and X_j = Σ a x over the records of unit j, B = Γ t
/// (variance/step_regression.hpp) and φ, ψ, τ, U, W as in variance/cell_variance.hpp, but W =
/// Γ'(Σ_j φ X_j X_j' − Σ_h ψ_h τ_h τ_h')Γ,
///
///     V = Σ_j φ z_j (z_j − 2 X_j'B) − Σ_h ψ_h s_h (s_h − 2 U_h t) + t'W t,
///
/// j over the domain's units, h over its strata. The terms cancel where the calibration explains z.
class UnitVariance {
 public:
  /// Whether a design has the form that this needs.
  static bool fits(const Design& design, std::span<const Layer> layers);

  /// \param layer  the design's only stage; both must outlive this object
  UnitVariance(const Design& design, const Layer& layer);

  /// NaN where the terms cancel too far: the residuals must be squared.
  double variance(Influence a, UnitMemory& memory) const;

 private:
  struct Entry {
    std::uint32_t auxiliary;
    double sum;  // of a x
  };
  static void add(std::vector<Entry>& entries, const StepRegression::Auxiliary& x);
  void make_units();
  void make_products();
  void gather(Influence a, UnitMemory& memory) const;
  double of_units(const UnitMemory& memory, double& squares) const;
  double of_strata(const UnitMemory& memory) const;
  double of_auxiliaries(const UnitMemory& memory) const;

  const Layer* layer_;
  StepRegression regression_;
  std::vector<double> weight_;        // by record
  std::vector<std::uint32_t> first_;  // of each unit: its first entry; and the end
  std::vector<Entry> entries_;        // X_j, unit by unit
  Eigen::MatrixXd w_, u_;             // W, U
};

}  // namespace trygg
