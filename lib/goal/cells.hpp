#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace trygg {

struct Cube;
struct CubeRow;
struct Goal;

/// One cell of the goal (an area and a sex in an era) in all its rounds.
struct GoalCell {
  std::vector<const CubeRow*> rounds;  ///< in the order of time
  std::vector<double> years;           ///< of `rounds`

  /// nullptr: the cell has no such round.
  const CubeRow* find(const std::string& wave) const;
};

/// The cells of the cube that a goal is about, in the cube's order; the cube must outlive them.
struct GoalCells {
  std::vector<GoalCell> cells;
  struct Place {
    std::size_t cell;
    const CubeRow* row;
  };
  std::vector<Place> rows;         ///< all rounds of all cells, in the cube's order
  std::vector<std::string> waves;  ///< of the indicator, in the order of time
};
/// \throws ConfigError, InputError  see assess.hpp
GoalCells goal_cells(const Goal& goal, const Cube& cube);

/// \throws InputError  the wave is not a year, so it has no place on a path
double year_of(const std::string& wave);

}  // namespace trygg
