#pragma once

#include <cstdint>
#include <span>

#include "variance/kernel.hpp"

namespace trygg {

/// Linearised values of an estimate: z_k of the records that have one, ascending.
struct Influence {
  std::span<const std::uint32_t> record;
  std::span<const double> z;
};

/// Working memory, to be used again by one thread after another estimate.
struct VarianceMemory {
  KernelMemory kernel;
  std::vector<double> u, v;  ///< contributions of records
};

/// The variance of an estimate under a design, from its linearised values.
///
/// A value below 1e-20 Σ (w z)² is what rounding leaves of 0, and is given as 0.
class Variance {
 public:
  /// \param design  must outlive this object
  /// \throws DesignError  as Kernel
  explicit Variance(const Design& design);

  double variance(Influence a, VarianceMemory& memory) const;
  double covariance(Influence a, Influence b, VarianceMemory& memory) const;
  /// PSUs that `records` lie in minus their strata.
  double degrees_of_freedom(std::span<const std::uint32_t> records, VarianceMemory& memory) const;
  bool calibrated() const;

 private:
  const Design* design_;
  Kernel kernel_;
};

}  // namespace trygg
