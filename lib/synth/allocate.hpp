#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace trygg {

/// Whole numbers that sum to `total` and lie nearest to total·share/Σshare (largest remainder; of
/// equal remainders the first). \throws ArgumentError  a negative share, or all are 0
std::vector<std::uint32_t> apportion(std::uint32_t total, std::span<const double> shares);

/// How a sample is spread over strata.
struct AllocationRule {
  std::uint32_t size = 0;       ///< persons sampled in all
  double power = 1;             ///< 1: proportional to population, 0: equal
  double minimum = 2;           ///< in each stratum, if it has so many
  double maximum_fraction = 1;  ///< of a stratum's population
};

/// Power allocation n_h = c N_h^power, held between `minimum` and maximum_fraction·N_h (which wins
/// where they cross), with c such that Σ n_h = size.
/// Source: Bankier (1988), The American Statistician 42, 174-177.
/// \throws ArgumentError  the bounds leave no room for `size`
std::vector<std::uint32_t> allocate(const AllocationRule& rule,
                                    std::span<const std::uint32_t> population);

}  // namespace trygg
