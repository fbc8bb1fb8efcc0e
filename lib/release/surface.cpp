#include "release/surface.hpp"

#include <algorithm>

namespace trygg {

bool Surface::holds(std::string_view area_level, std::string_view era) const {
  if (area_level.empty()) return true;
  const auto in = [](const std::vector<std::string>& all, std::string_view one) {
    return all.empty() || std::ranges::find(all, one) != all.end();
  };
  return in(levels, area_level) && (era.empty() || in(eras, era));
}

}  // namespace trygg
