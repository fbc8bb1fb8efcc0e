#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace trygg {

/// Records told apart by what they have in common. Groups are numbered in the order in which their
/// first record comes, so that numbering depends on no hash.
struct Groups {
  std::vector<std::uint32_t> of;     ///< group of each record
  std::vector<std::uint32_t> first;  ///< first record of each group
  std::size_t count() const { return first.size(); }
};

/// Records with the same `a` and the same `b`. \throws ArgumentError  lengths differ
Groups crossed(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

/// Records with the same number (compared by value; none is NaN).
Groups grouped(std::span<const double> values);

}  // namespace trygg
