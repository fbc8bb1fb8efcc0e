#pragma once

#include <cstddef>
#include <vector>

#include "hypothesis/hypothesis_test.hpp"
#include "hypothesis/term_covariances.hpp"
#include "hypothesis/two_way.hpp"

namespace trygg {

/// Whether two classifications of a population are independent, by several tests: the outcome.
struct Independence {
  static constexpr double missing = HypothesisTest::missing;

  std::size_t n = 0;                  ///< records with both answers and a nonzero weight
  std::size_t rows = 0, columns = 0;  ///< codes that one of them has
  double pearson = missing;           ///< X², as if the n records were drawn at random
  double design_effect = missing;  ///< δ̄: by how much the design makes X² too large on average
  /// rao_scott_second, rao_scott_first, rao_scott_chi2, wald, adjusted_wald, in this order.
  std::vector<HypothesisTest> tests;
};

/// Tests of independence under a design. With p̂ the shares of the cells, p̂° = p̂_i₊ p̂_₊j, k =
/// (r−1)(c−1), V the covariance of p̂ and C the k contrasts of cells that are orthogonal to rows and
/// columns,
///
///     X² = n Σ (p̂ − p̂°)²/p̂°,     Δ = (C'D⁻¹ V₀ D⁻¹C)⁻¹ (C'D⁻¹ V D⁻¹C),     D = diag(p̂), V₀ = D/n,
///
/// δ̄ = tr Δ/k, and with ν the degrees of freedom of the design in the domain:
///
///     first order    X²/(k δ̄) is F(k, kν), or X²/δ̄ is χ²(k)
///     second order   X²/tr Δ is F(d, dν),   d = (tr Δ)²/tr Δ²
///     Wald           W/k is F(k, ν),   W = Y'V_Y⁻¹Y of Y_ij = N_ij − N_i₊N_₊j/N₊₊, i, j ≥ 2
///     adjusted Wald  W (ν − k + 1)/(kν) is F(k, ν − k + 1).
///
/// 1/p̂ of a cell that nobody is in counts as 0 in D⁻¹.
///
/// Source: Rao & Scott (1984), Annals of Statistics 12, 46–60; Thomas & Rao (1987), JASA 82,
/// 630–636; Koch, Freeman & Freeman (1975), International Statistical Review 43, 59–78. R:
/// svychisq(statistic = "F", "Chisq", "Wald", "adjWald").
class IndependenceTester {
 public:
  /// \param design  must outlive this object
  /// \throws DesignError  as Estimator
  IndependenceTester(const Design& design, const EstimateOptions& options);

  /// \param codes  of every record of the design
  Independence test(const TwoWayCodes& codes, const Domain& domain) const;

 private:
  const Design& design_;
  Estimator estimator_;
  TermCovariances covariances_;
};

}  // namespace trygg
