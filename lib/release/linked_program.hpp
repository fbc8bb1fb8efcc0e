#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "linalg/linear_program.hpp"
#include "release/linked_table.hpp"

namespace trygg {

/// A published difference between published cells: Σ sign · v = `value`, to half a unit.
struct LinkedDifference {
  std::vector<std::size_t> cells;
  std::vector<double> sign;
  double value = 0, half_unit = 0;
};

/// What everything published leaves for a cell.
struct FeasibleRange {
  double lower = 0, upper = 0;
  /// Published cells that bound it, ascending: without one of them it would be wider.
  std::vector<std::size_t> held_by;

  double width() const { return upper - lower; }
};

/// All values of a linked table's cells that agree with what is published. A cell v of weight W
/// that is published lies within half a unit of its rounded value, one that is not lies anywhere
/// between 0 and 1 (a mean: anywhere); sums hold, and so do published differences. A cell with one
/// answer is known to whoever gave it, so it protects no cell but those with fewer than five.
class LinkedProgram {
 public:
  /// \param half_unit  of the published levels, in the units of the estimates
  LinkedProgram(const LinkedTable& table, std::span<const LinkedDifference> differences,
                double half_unit);

  /// From now on nobody is told of the cell, nor of any difference that it is in.
  void withhold(std::size_t cell);
  /// Undoes the last `withhold` of that cell.
  void publish(std::size_t cell);
  bool is_published(std::size_t cell) const { return published_[cell]; }

  FeasibleRange range(std::size_t cell);

 private:
  struct Bounds {
    double lower, upper;
  };
  Bounds possible(std::size_t cell) const;
  Bounds told(std::size_t cell) const;
  double weight_in_sums(std::size_t cell) const;
  void set(std::size_t cell);
  void ask_for(std::size_t cell);
  void set_differences_of(std::size_t cell);
  double optimum(std::size_t cell, double sign, std::vector<char>& holds);

  const LinkedTable& table_;
  std::vector<LinkedDifference> differences_;
  static constexpr auto nobody = static_cast<std::size_t>(-1);
  double half_unit_, scale_ = 1;
  std::size_t asked_ = nobody;
  std::vector<char> published_;
  std::vector<std::vector<std::size_t>> differences_of_;  // by cell
  LinearProgram program_;
};

}  // namespace trygg
