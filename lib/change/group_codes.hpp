#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "table/column.hpp"

namespace trygg {

/// The codes of a variable in two rounds as one list, in the order of publication. A code of the
/// later round is that of the earlier with the same text, else the only one with an equal number.
class GroupCodes {
 public:
  GroupCodes(const Column& earlier, const Column& later);

  /// Place in the list of a level of the earlier (0) or later (1) round's column.
  std::uint32_t place(std::size_t round, std::uint32_t level) const { return place_[round][level]; }
  const std::string& text(std::uint32_t place) const { return levels_[place].text; }
  /// The label, or the text where there is none.
  const std::string& label(std::uint32_t place) const;

 private:
  std::vector<Level> levels_;
  std::vector<std::uint32_t> place_[2];
};

}  // namespace trygg
