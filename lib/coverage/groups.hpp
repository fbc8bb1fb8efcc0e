#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "coverage/cells.hpp"

namespace trygg {

/// Bounds of the classes that cells are told apart by: class c is [bound c, bound c + 1).
inline constexpr std::array size_bounds{0.0,  15.0,  30.0,
                                        60.0, 120.0, 500.0};  ///< expected respondents
inline constexpr std::array share_bounds{0.0, 0.02, 0.05, 0.10, 0.25, 0.50};  ///< true share
/// The class of `value`; the last is open. \param bounds  one of those above
std::size_t class_of(double value, std::span<const double> bounds);

enum class SexPart { together, apart };

/// A coarser division of true shares: below rare_below, or not.
enum class Rarity { rare, common };
inline constexpr double rare_below = 0.10;

/// What the cells of a group have in common; what is empty is not looked at.
struct GroupKey {
  CellKind kind = CellKind::share;
  std::optional<std::size_t> size, share;  ///< classes
  std::optional<Rarity> rarity;
  std::optional<Division> division;
  std::optional<SexPart> sexes;

  bool operator==(const GroupKey&) const = default;
};

struct CellGroup {
  GroupKey key;
  std::vector<std::uint32_t> cells;  ///< ascending
};

/// The groups that a study reports, those without a cell left out: for each kind all cells, by
/// size, by division and sex; for shares also by true share and rarity, each crossed with size,
/// too.
std::vector<CellGroup> cell_groups(std::span<const StudyCell> cells,
                                   const std::vector<Region>& regions);

}  // namespace trygg
