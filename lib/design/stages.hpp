#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "design/design.hpp"

namespace trygg {

struct SampledUnits {
  std::vector<Stage> stages;
  std::vector<std::string> stratum_names;
  std::vector<double> probability;  ///< of the PSUs, π; empty without `probability`
};

/// Strata, units and sampling fractions of the records in `rows` of `table`.
///
/// A PSU is told by its code (with `nest`: by stratum and code), a later unit by its code within
/// the unit above. A stage has f = n/N where a size N was given, f as it stands where a fraction
/// was, and f = 0 (with replacement) where nothing was: stages below f = 0 have no part in the
/// variance, which is the ultimate-cluster form. PSUs taken with certainty (`certainty`, or π = 1
/// under a method for π) are strata of their own with f = 1; sizes and fractions of the others are
/// without them. Under such a method the fractions of the first stage are π.
/// \throws ConfigError  a column is not there; more fpc columns than stages
/// \throws InputError   a missing stratum, unit or fpc; a PSU in two strata without `nest`; an fpc
///                      that is negative, a fraction (< 1) among sizes, smaller than n, or not
///                      constant within its stratum (unit)
SampledUnits read_stages(const Table& table, const DesignSpec& spec,
                         std::span<const std::uint32_t> rows);

}  // namespace trygg
