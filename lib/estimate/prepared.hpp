#pragma once

#include <optional>
#include <span>

#include "design/design.hpp"
#include "dist/t_table.hpp"
#include "estimate/estimator.hpp"
#include "replicate/freedom.hpp"
#include "variance/variance.hpp"

namespace trygg {

/// What all estimates of one design share. It keeps a copy of the design, so that an Estimator
/// depends on nothing that may go away.
struct PreparedDesign {
  PreparedDesign(const Design& of, const EstimateOptions& how);
  PreparedDesign(const PreparedDesign&) = delete;
  PreparedDesign& operator=(const PreparedDesign&) = delete;

  /// By linearised values, or by the replicates where the design has them; NaN where it cannot be
  /// told.
  double variance_of(const Linearised& a, VarianceMemory& memory) const;
  double covariance_of(const Linearised& a, const Linearised& b, VarianceMemory& memory) const;
  double degrees_of_freedom(std::span<const std::uint32_t> records, VarianceMemory& memory) const;
  /// Whether weights may determine an estimate: then its standard error is 0.
  bool may_fix() const { return variance.calibrated() || design.replicates() != nullptr; }

  Design design;
  EstimateOptions options;
  Variance variance;
  TTable t;  ///< quantiles at (1 + level)/2
  std::optional<RankFreedom> rank;
};

}  // namespace trygg
