#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "replicate/scheme.hpp"

namespace trygg {

/// A stratum of the first stage whose sampling can be replicated.
struct SampledStratum {
  std::uint32_t h = 0;              ///< its number in the design
  std::vector<std::uint32_t> unit;  ///< its PSUs, in the design's order, else that of the file
  double fraction = 0;              ///< f
};

/// The strata that add to a variance: all but those taken whole and, under LonelyPsu::certainty and
/// remove, those with a single PSU. \param kind  for messages
/// \throws DesignError  a lonely stratum under LonelyPsu::fail (names at most ten); no stratum left
/// \throws ConfigError  the other rules for lonely strata, which replicates cannot follow
std::vector<SampledStratum> sampled_strata(const Design& design, std::string_view kind);

/// \throws ConfigError  a later stage adds to the variance, which schemes that resample PSUs do not
///                      know
void require_first_stage_only(const Design& design, std::string_view kind);

/// A scheme whose factors are those of PSUs.
class UnitScheme : public ReplicateScheme {
 public:
  explicit UnitScheme(const Design& design);
  void factors(std::size_t r, std::span<double> of_record) const final;

 protected:
  /// Sets the factors of the units that are not 1. \param of_unit  all 1
  virtual void unit_factors(std::size_t r, std::span<double> of_unit) const = 0;

 private:
  std::span<const std::uint32_t> unit_;  // of each record
  std::size_t units_;
};

}  // namespace trygg
