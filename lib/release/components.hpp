#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "estimate/cube_index.hpp"

namespace trygg {

/// How a comparison compares: a difference (`kon:2-1`) or a ratio (`kon:2/1`).
enum class Comparison { difference, ratio };

/// The cells that a comparison rests on.
struct Components {
  Comparison comparison = Comparison::difference;
  std::vector<const CubeRow*> cells;
};

/// The contrast of an area's level less the whole's: the row's area against all of which it is
/// part.
inline constexpr std::string_view against_whole_contrast = "area-whole";

/// Reads the `contrast` of a row in the terms of its cube: `V:a-b` or `V:a/b`, one or several with
/// blanks between. V is the name of a group column; else a term whose first code is the row's wave
/// and whose second is another wave compares rounds; else both codes are sexes. Codes that hold
/// separators may stand in quotes. `area-whole` is a difference, too.
class ContrastReader {
 public:
  /// \throws InputError  two rows for one cell
  explicit ContrastReader(const Cube& cube);

  /// Nothing when the contrast cannot be read, or one of its cells is not in the cube.
  std::optional<Components> components(const CubeRow& row) const;

 private:
  struct Term;
  std::optional<Term> read(std::string_view text, const CubeRow& row) const;
  bool fits(Term& term, std::string_view variable, const CubeRow& row) const;
  std::optional<Components> found(Components components, std::span<const CellKey> keys) const;

  CubeIndex index_;
  std::vector<std::string> group_names_;
  std::set<std::string> waves_, sexes_;
  std::vector<std::set<std::string>> groups_;
};

}  // namespace trygg
