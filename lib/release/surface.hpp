#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "estimate/cube_index.hpp"

namespace trygg {

/// What goes out at all: the areas of these levels in these eras, and always the whole place. A
/// level that is the same in every era has the era "" and goes out with its level. Empty lists:
/// all.
struct Surface {
  std::vector<std::string> levels, eras;

  bool holds(std::string_view area_level, std::string_view era) const;
};

/// An area of one level in one era.
struct AreaName {
  std::string era, level, code;
  auto operator<=>(const AreaName&) const = default;
};

/// Which smallest areas every area is made of. With it, areas of several levels and eras can be set
/// against each other; without it, only parts of the same level against the whole.
struct AreaNesting {
  std::string smallest_level;
  std::map<AreaName, std::set<std::string>> parts;
};

/// Everything about a publication that is not in the cube.
struct ReleaseScope {
  Surface surface;
  AreaNesting nesting;
  /// Indicator and round: the series is broken between that round and the last one.
  std::set<std::pair<std::string, std::string>> before_break;
  /// Levels that were confidential in what is out already, and stay so (confidential_levels).
  std::set<CellKey> confidential_before = {};
};

}  // namespace trygg
