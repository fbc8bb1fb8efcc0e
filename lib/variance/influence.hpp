#pragma once

#include <cstdint>
#include <span>

namespace trygg {

/// Linearised values of an estimate: z_k = ∂θ/∂w_k of the records that have one, ascending. All
/// other records have z = 0.
struct Influence {
  std::span<const std::uint32_t> record;
  std::span<const double> z;
};

}  // namespace trygg
