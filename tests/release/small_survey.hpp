#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "estimate/cube.hpp"
#include "release/surface.hpp"

namespace trygg::test {

/// Answers in one smallest area of one sex.
struct SmallCell {
  std::size_t n = 0, cases = 0;
  double weight = 1;  ///< of each
};

/// A survey of a few smallest areas by two sexes, from which cubes are made whose figures add up:
/// the whole, areas of any divisions, and the smallest areas, with gaps of the sexes and changes.
class SmallSurvey {
 public:
  /// \param cells  by round, smallest area and sex ("1", "2")
  using Cells = std::map<std::string, std::map<std::string, std::map<std::string, SmallCell>>>;
  /// \param divisions  by era: smallest area → area
  using Divisions = std::map<std::string, std::map<std::string, std::string>>;

  SmallSurvey(Cells cells, Divisions divisions)
      : cells_(std::move(cells)), divisions_(std::move(divisions)) {}

  Cube cube() const;
  /// Everything but the smallest areas goes out.
  ReleaseScope scope() const;

 private:
  void add(Cube& cube, const CubeRow& place, const std::vector<std::string>& parts) const;
  CubeRow level(CubeRow place, const std::string& wave, const std::vector<std::string>& parts,
                const std::string& sex) const;

  Cells cells_;
  Divisions divisions_;
};

}  // namespace trygg::test
