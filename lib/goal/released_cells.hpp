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
  /// A wording falls with any of the areas that it is about; of `every` only the whole is asked
  /// for.
  std::vector<ReleasedWordingRow> falling(std::vector<ReleasedWordingRow> rows) const;
  std::vector<ReleasedWorstAreaRow> falling(std::vector<ReleasedWorstAreaRow> rows) const;

 private:
  struct Cell {
    std::string wave, era, indicator, area_level, area, sex;
    auto operator<=>(const Cell&) const = default;
  };
  /// Both rounds' cells: nothing where one is not on the surface, else whether both are released.
  enum class Standing { absent, suppressed, released };
  Standing standing(Cell cell, const std::string& baseline) const;
  bool has_level(const std::string& era, const std::string& area_level) const;

  std::map<Cell, Published> cells_;
};

}  // namespace trygg
