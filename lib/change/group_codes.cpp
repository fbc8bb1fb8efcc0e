#include "change/group_codes.hpp"

#include "table/match.hpp"

namespace trygg {

GroupCodes::GroupCodes(const Column& earlier, const Column& later) {
  Column both;
  both.levels = earlier.levels;
  std::vector<std::uint32_t> of_later;
  for (const auto& level : later.levels) {
    const auto same = levels_by_value(earlier, level.text);
    if (same.size() == 1 && earlier.levels[same[0]].missing == level.missing) {
      of_later.push_back(same[0]);
    } else {
      of_later.push_back(static_cast<std::uint32_t>(both.levels.size()));
      both.levels.push_back(level);
    }
  }
  const auto order = both.ordered_levels();
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    levels_.push_back(both.levels[order[i]]);
  }
  place_[0].assign(place.begin(), place.begin() + static_cast<long>(earlier.levels.size()));
  for (const auto level : of_later) place_[1].push_back(place[level]);
}

const std::string& GroupCodes::label(std::uint32_t place) const {
  const auto& level = levels_[place];
  return level.label.empty() ? level.text : level.label;
}

}  // namespace trygg
