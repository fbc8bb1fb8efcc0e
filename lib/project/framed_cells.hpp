#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "estimate/cube.hpp"
#include "estimate/estimator.hpp"

namespace trygg {

class Design;
class Table;
struct Project;
struct Wave;

/// Where the values of a variable go in a row of the cube.
enum class Role { area, sex, group };

struct CellVariable {
  std::string variable;
  Role role;
  std::size_t group = 0;  ///< which of the cube's groups, for Role::group
};

/// A row with its domain columns filled, and the records in it.
struct FramedCell {
  CubeRow row;
  Domain domain;
  std::size_t family = 0;              ///< number of its classification
  std::vector<std::string> variables;  ///< columns that divide it from the whole
};

/// The cells of one wave, classification by classification: each for all, then by sex.
class FramedCells {
 public:
  /// \param table  what `design` was read from: records or cells; both must outlive this object
  FramedCells(const Project& project, const Wave& wave, const Table& table, const Design& design);

  /// Leaves everybody else out of the cells that are added from here on; they stay in the design.
  void restrict_to(Domain within) { everybody_ = std::move(within); }

  /// Adds a classification: its cells for all, and by sex.
  void add(std::vector<CellVariable> divisions, const std::string& era, const std::string& level);

  const std::vector<FramedCell>& all() const { return cells_; }
  std::size_t families() const { return families_; }
  const Project& project() const { return project_; }

 private:
  void append(const std::vector<CellVariable>& divisions, const CubeRow& frame);

  const Project& project_;
  const Wave& wave_;
  const Table& table_;
  const Design& design_;
  Domain everybody_;
  std::vector<FramedCell> cells_;
  std::size_t families_ = 0;
};

}  // namespace trygg
