#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "variance/influence.hpp"
#include "variance/regression.hpp"

namespace trygg {

class Design;

/// What the calibrations and adjustments for non-response of a design take out of the error of an
/// estimate, and put into it.
///
/// With steps 1 … S, weights d_s before and a_s after step s, and v_s = ∂θ/∂a_s, going backwards
/// from a_S v_S = w z,
///
///     v_{s−1} = (a_s/d_s) (v_s − x_s'B̂_s) + x°_s'B̂°_s,   u = d_1 v_0,
///
/// with B̂_s the regression of v_s on x_s weighted by d_s q_s over the records that have a weight
/// after the step, x° those auxiliary variables whose totals are Σ d_s x° over the sample, and B̂°
/// their coefficients. So the contributions are
///
///     u_k = w_k z_k − Σ_s [a_{s,k} x_{s,k}'B̂_s − d_{s,k} x°_{s,k}'B̂°_s] = w_k z_k − Σ_t c_t(k)
///     f_t(k)
///
/// where f_t depends on the pattern of k only: its combination of all auxiliary variables. A step
/// whose totals are all of one level has one such term, with c = a or c = a − d. Beside margins of
/// the population, whose sum N is known, totals of the sample are N Σ d x°/Σ d: in the place of
/// d x°'B̂° stands (N/Σ d) d (x°'B̂° − its mean weighted by d). Records outside a domain have z = 0
/// but not u = 0, nor have those who did not answer.
///
/// Source: Deville & Särndal (1992), JASA 87, 376-382; for one step to totals of the population the
/// numbers of R's survey::calibrate. Sample-level totals: Särndal & Lundström (2005), Estimation in
/// Surveys with Nonresponse, ch. 11. Several steps: docs/methods.md, checked by the derivative of
/// the weighting.
class Calibration {
 public:
  /// \param design  must outlive this object
  explicit Calibration(const Design& design);

  bool any() const { return !steps_.empty(); }
  std::size_t patterns() const { return patterns_; }
  std::span<const std::uint32_t> pattern() const { return pattern_; }

  std::size_t terms() const { return terms_.size(); }
  /// c_t of every record.
  std::span<const double> coefficient(std::size_t term) const { return terms_[term].coefficient; }
  /// The step that a term comes from. The first term of a step holds x'B̂ (over p, where the
  /// auxiliary variables are multiplied with a propensity p).
  std::size_t step_of(std::size_t term) const { return terms_[term].step; }

  /// f_t by pattern, term after term. `fitted` and `sums` are made as long as needed.
  void fit(Influence a, std::vector<double>& fitted, std::vector<double>& sums) const;

  /// u of every record of the design.
  void contributions(Influence a, std::span<const double> fitted, std::vector<double>& u) const;

 private:
  struct Term {
    std::size_t step;
    std::vector<double> coefficient;  // by record
  };
  struct Step {
    std::size_t first_term, end_term;
    std::vector<double> moment;               // d q p w/a by record: what z is summed with
    std::vector<std::vector<double>> passed;  // Σ d q p c_t/a by later term, by pattern
    std::unique_ptr<const Regression> regression;
    std::vector<double> sampled;  // Σ d by pattern, where totals of the sample are scaled
  };
  void add_terms(const Design& design);

  std::span<const double> weight_;
  std::vector<std::uint32_t> pattern_;
  std::size_t patterns_ = 0;
  std::vector<Term> terms_;
  std::vector<Step> steps_;
};

}  // namespace trygg
