#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "variance/calibration.hpp"
#include "variance/influence.hpp"

namespace trygg {

class Design;

/// What non-response adds to the variance of an estimate.
///
/// Whoever is sampled answers with a probability that a step estimates by p = d/a, independently of
/// the others. With e = v − x'B̂ what the step leaves of an estimate (variance/calibration.hpp), the
/// response part of its variance given the sample is
///
///     V_response = Σ_s Σ_k (1 − d/a) (a e)²,   k over those who answered.
///
/// The kernel's sum of (1 − f) u² with f = 0 holds it whole; a finite population correction takes f
/// of it away, wrongly, since non-response is no smaller where much is sampled. So
///
///     V = V_kernel + Σ_s Σ_k f_k (1 − d/a) (a e)²
///
/// with f_k the product of the sampling fractions of k. Where d > a, p counts as 1.
///
/// Where units answer as one (a school takes part or does not), (a e)² is of the unit: the square
/// of the sum of a e over its records.
///
/// Source: the two-phase variance of Särndal & Lundström (2005), ch. 11, which equals the reverse
/// decomposition of Shao & Steel (1999), JASA 94, 254-265; docs/methods.md.
class ResponseVariance {
 public:
  /// Both must outlive this object.
  ResponseVariance(const Design& design, const Calibration& calibration);

  /// Which part of it is summed.
  enum class Part {
    whole,  ///< V_response
    kept,   ///< what the kernel leaves out: with f
  };

  /// Whether there is a step that weights for non-response.
  bool any() const { return !steps_.empty(); }
  /// Whether the kernel leaves anything out.
  bool is_cut() const { return is_cut_; }

  /// Of the estimates whose contributions before any step are w z, given their fitted values.
  double covariance(Influence a, std::span<const double> fitted_a, Influence b,
                    std::span<const double> fitted_b, Part part) const;

 private:
  struct Step {
    std::size_t first_term, end_term;
    std::vector<double> missing;          // by record, 1 − d/a; 0 for those who did not answer
    std::vector<double> own;              // by record, a p
    std::span<const std::uint32_t> unit;  // by record, what answers as one; empty: the record
  };
  /// Σ over units of the product of what they add up to, each record weighing `part` (1 or f).
  double of_units(const Step& step, std::span<const double> a, std::span<const double> b,
                  Part part) const;
  /// a e of every record that answered.
  void residuals(const Step& step, Influence a, std::span<const double> fitted,
                 std::vector<double>& e) const;

  const Calibration* calibration_;
  std::span<const double> weight_;
  std::vector<double> fraction_;
  std::vector<Step> steps_;
  bool is_cut_ = false;
};

}  // namespace trygg
