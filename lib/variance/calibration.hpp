#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "variance/influence.hpp"
#include "variance/projection.hpp"

namespace trygg {

class Design;

/// What the calibrations of a design take out of the error of an estimate.
///
/// With steps 1 … S and weights d_s before and a_s after step s (d_s = a_{s−1}), going backwards,
///
///     v_S = (w/a_S) z,   e_s = v_s − x_s'B̂_s,   v_{s−1} = (a_s/d_s) e_s,   u = a_1 e_1,
///
/// with B̂_s the regression of v_s on x_s weighted by d_s q_s. So the contributions are
///
///     u_k = w_k z_k − Σ_s a_{s,k} f_s(k),   f_s(k) = x_{s,k}'B̂_s,
///
/// where f_s depends on the pattern of k only: its combination of all auxiliary variables. Records
/// outside a domain have z = 0 but not u = 0.
///
/// Source: Deville & Särndal (1992), JASA 87, 376-382; for one step the numbers of R's
/// survey::calibrate. Several steps: docs/methods.md, checked by the derivative of the weighting.
class Calibration {
 public:
  /// \param design  must outlive this object
  explicit Calibration(const Design& design);

  std::size_t steps() const { return steps_.size(); }
  std::size_t patterns() const { return patterns_; }
  std::span<const std::uint32_t> pattern() const { return pattern_; }
  /// a_s of every record.
  std::span<const double> after(std::size_t step) const;

  /// f_s by pattern, step after step. `fitted` and `sums` are made as long as needed.
  void fit(Influence a, std::vector<double>& fitted, std::vector<double>& sums) const;

  /// u of every record of the design.
  void contributions(Influence a, std::span<const double> fitted, std::vector<double>& u) const;

 private:
  struct Step {
    std::span<const double> after;
    std::vector<double> moment;               // d q w/a by record: what z is summed with
    std::vector<std::vector<double>> passed;  // Σ d q a_j/a_s by later step j, by pattern
    Projection projection;
  };

  std::span<const double> weight_;
  std::vector<std::uint32_t> pattern_;
  std::size_t patterns_ = 0;
  std::vector<Step> steps_;
};

}  // namespace trygg
