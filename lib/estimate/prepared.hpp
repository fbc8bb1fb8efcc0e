#pragma once

#include "design/design.hpp"
#include "dist/t_table.hpp"
#include "estimate/estimator.hpp"
#include "variance/variance.hpp"

namespace trygg {

/// What all estimates of one design share. It keeps a copy of the design, so that an Estimator
/// depends on nothing that may go away.
struct PreparedDesign {
  PreparedDesign(const Design& of, const EstimateOptions& how)
      : design(of), options(how), variance(design), t((1 + how.level) / 2, of.records()) {}
  PreparedDesign(const PreparedDesign&) = delete;
  PreparedDesign& operator=(const PreparedDesign&) = delete;

  Design design;
  EstimateOptions options;
  Variance variance;
  TTable t;  ///< quantiles at (1 + level)/2
};

}  // namespace trygg
