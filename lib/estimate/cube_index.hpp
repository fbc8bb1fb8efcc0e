#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace trygg {

struct Cube;
struct CubeRow;

/// What tells one row of a cube from another.
struct CellKey {
  std::string wave, era, indicator, statistic, area_level, area, sex;
  std::vector<std::string> groups;
  std::string contrast;

  bool operator<(const CellKey& other) const;
};
CellKey key_of(const CubeRow& row);
/// `2023 otrygg area 'sdo 01' sex '2'`, for messages.
std::string to_text(const CellKey& key);

/// Finds rows of a cube by their key. The cube must outlive it and not change.
class CubeIndex {
 public:
  /// \throws InputError  two rows have the same key
  explicit CubeIndex(const Cube& cube);
  /// nullptr: no such row.
  const CubeRow* find(const CellKey& key) const;

 private:
  std::map<CellKey, const CubeRow*> rows_;
};

/// \throws InputError  two rows have the same key
void require_one_row_a_cell(const Cube& cube);

}  // namespace trygg
