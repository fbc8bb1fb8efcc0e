#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "variance/kernel.hpp"

namespace trygg {

struct DrawnOrder;
struct UnequalProbabilities;

/// What one stage adds to a variance where its units were not drawn at random from their parents: a
/// quadratic form in the totals of the units.
class UnitForm {
 public:
  virtual ~UnitForm() = default;
  /// \param memory  the totals of the touched units, and the sums of their parents; all else is 0
  virtual double sum(const KernelMemory& memory, const Layer& layer) const = 0;
  /// Whether a sum of squares may be below 0.
  virtual bool may_be_negative() const { return false; }
};

/// PSUs drawn with probabilities π, without replacement, n_h from each stratum. With D_ij =
/// (π_ij − π_i π_j)/π_ij, D_ii = 1 − π_i, the forms of Horvitz and Thompson and of Yates and Grundy
///
///     ht   Σ_i Σ_j D_ij u_i u_j        yates-grundy   −½ Σ_i Σ_j D_ij (u_i − u_j)²
///
/// differ by Σ_i u_i² Σ_j D_ij. Joint probabilities are given, or approximated by
///
///     overton       D_ij = −(1 − (π_i + π_j)/2)/(n − 1)
///     hartley-rao   D_ij = −(1 − π_i − π_j + π̄)/(n − 1), π̄ = Σ_s π/n for Σ_U π²/n
///
/// for which −½ Σ Σ D_ij (u_i − u_j)² = Σ_j c_j (u_j − ū)² with c_j = n/(n−1) (1 − π_j/2 − π̄/2)
/// and n/(n−1) (1 − π_j): nothing is summed over pairs. The latter is Brewer's
///
///     brewer        Σ_j (1 − π_j) n/(n − 1) (u_j − ū)².
///
/// Sources: Horvitz & Thompson (1952), JASA 47, 663-685; Yates & Grundy (1953), JRSS B 15, 253-261;
/// Hartley & Rao (1962), Ann. Math. Statist. 33, 350-374; Stehman & Overton (1994), JASA 89, 30-43;
/// Brewer (2002), Combined Survey Sampling Inference, ch. 9. The numbers of
/// R's svydesign(pps = "brewer", "overton", HR(), ppsmat(…)) of survey 4.1.
std::shared_ptr<const UnitForm> unequal_form(const UnequalProbabilities& drawn, const Layer& layer);

/// Units that were taken in an order with a fixed step: c_p/2 Σ_i (u_i − u_{i−1})² over the n_p
/// units of a parent in that order, so that (1 − f) n/(2(n − 1)) Σ (u_i − u_{i−1})².
///
/// Source: Wolter (2007), Introduction to Variance Estimation, 2nd ed., 8.2, estimator v_2.
std::shared_ptr<const UnitForm> successive_form(const DrawnOrder& order);

/// Σ_j r_j u_j². \param coefficient  r, of every unit
std::shared_ptr<const UnitForm> diagonal_form(std::vector<double> coefficient);

}  // namespace trygg
