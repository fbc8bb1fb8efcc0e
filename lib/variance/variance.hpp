#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "variance/calibration.hpp"
#include "variance/folded.hpp"
#include "variance/influence.hpp"
#include "variance/kernel.hpp"
#include "variance/response.hpp"
#include "variance/unit_variance.hpp"

namespace trygg {

/// Working memory, to be used again by one thread after another estimate.
struct VarianceMemory {
  KernelMemory kernel;
  FoldedMemory folded;
  UnitMemory unit;
  std::vector<double> u, v;                 ///< contributions of records
  std::vector<double> fitted, other, sums;  ///< of the calibration
};

/// The variance of an estimate under a design, from its linearised values: the kernel's sum of the
/// contributions w z, or of what the calibration leaves of them, and what non-response adds
/// (variance/response.hpp).
///
/// A value below 1e-20 Σ (w z)² is what rounding leaves of 0, and is given as 0. Where the design's
/// estimator may be negative (Kernel::may_be_negative) one below −1e-12 Σ (w z)² is given as it is.
class Variance {
 public:
  /// \param design  must outlive this object
  /// \throws DesignError  as Kernel
  explicit Variance(const Design& design);
  Variance(const Variance&) = delete;
  Variance& operator=(const Variance&) = delete;

  double variance(Influence a, VarianceMemory& memory) const;
  double covariance(Influence a, Influence b, VarianceMemory& memory) const;
  /// The part of `variance` that comes from who answered, given the sample; the rest is the
  /// sampling's. 0 where no step weights for non-response.
  double response_variance(Influence a, VarianceMemory& memory) const;
  bool has_response() const { return response_.any(); }
  /// PSUs that `records` lie in minus their strata.
  double degrees_of_freedom(std::span<const std::uint32_t> records, VarianceMemory& memory) const;
  bool calibrated() const { return calibration_.any(); }

 private:
  Contributions contributions(Influence a, VarianceMemory& memory, std::vector<double>& u) const;
  double of_contributions(Influence a, VarianceMemory& memory) const;
  double without_rounding(double v, Influence a) const;

  const Design* design_;
  Kernel kernel_;
  Calibration calibration_;
  ResponseVariance response_;
  std::vector<std::uint32_t> everybody_;  // 0, 1, …: records with a contribution after calibration
  std::optional<FoldedVariance> folded_;
  std::optional<UnitVariance> units_;
};

}  // namespace trygg
