#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "estimate/cube.hpp"

namespace trygg {

/// The rows of a cube by cell, wave by wave: made once, then all that compares waves is looking up
/// numbers.
class CellSeries {
 public:
  /// \param cube  must outlive this object and not change
  /// \throws InputError  two rows for one cell in one wave
  explicit CellSeries(const Cube& cube);

  const Cube& cube() const { return *cube_; }
  /// In the order in which the cube has them.
  const std::vector<std::string>& waves() const { return waves_; }
  /// \throws InputError  a wave that is not in the cube; names the nearest
  std::size_t wave(std::string_view name) const;

  /// In the order in which the cube first has them.
  std::size_t cells() const { return families_of_.size(); }
  std::size_t cell_of(std::size_t row) const { return cell_of_[row]; }
  /// The row of a cell in a wave; nullptr where there is none.
  const CubeRow* row(std::size_t cell, std::size_t wave) const { return rows_[wave][cell]; }
  /// The row of its last wave: what names the cell.
  const CubeRow& name(std::size_t cell) const;

  /// Cells that differ in their area only have one family.
  std::size_t family_of(std::size_t cell) const { return families_of_[cell]; }
  std::size_t families() const { return families_; }

 private:
  const Cube* cube_;
  std::vector<std::string> waves_;
  std::vector<std::size_t> cell_of_;               // by row of the cube
  std::vector<std::vector<const CubeRow*>> rows_;  // by wave, by cell
  std::vector<std::size_t> families_of_;           // by cell
  std::size_t families_ = 0;
};

}  // namespace trygg
