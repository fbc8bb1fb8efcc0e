#pragma once

#include <map>
#include <string>
#include <vector>

#include "goal/goal_release.hpp"
#include "goal/wording_release.hpp"

namespace trygg {

/// Which cells are released, for figures that are made of them: a figure of a cell that is not goes
/// with it, and one of a cell that is nowhere on the surface is left out.
class ReleasedCells {
 public:
  explicit ReleasedCells(const Release& release);

  /// A row falls with the cell of its round and with that of its baseline.
  std::vector<ReleasedGoalRow> falling(std::vector<ReleasedGoalRow> rows) const;
  /// A wording about areas falls with any area of its level, in any round: which are the worst, how
  /// far estimates are drawn to their mean, and how many have reached the goal tells something of
  /// each of them, also of those that are not named.
  std::vector<ReleasedWordingRow> falling(std::vector<ReleasedWordingRow> rows) const;
  /// The same; of an order that falls no area is named.
  std::vector<ReleasedWorstAreaRow> falling(std::vector<ReleasedWorstAreaRow> rows) const;

 private:
  struct Cell {
    std::string wave, era, indicator, area_level, area, sex;
    auto operator<=>(const Cell&) const = default;
  };
  /// Both rounds' cells: nothing where one is not on the surface, else whether both are released.
  enum class Standing { absent, suppressed, released };
  Standing standing(Cell cell, const std::string& baseline) const;
  void name_levels(ReleasedGoalRow& row) const;
  bool has_level(const std::string& era, const std::string& area_level) const;
  /// Whether every area of the row's level is released, in every round; of the whole, both rounds.
  template <class Row>
  bool are_all_released(const Row& row) const;

  std::map<Cell, Published> cells_;
};

}  // namespace trygg
