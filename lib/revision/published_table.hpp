#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// What says which cell a published figure is of; codes, empty where the figure is of all.
struct PublishedKey {
  std::string indicator, statistic, wave, era, area_level, area, sex;
  std::string groups;    ///< "aldersgrupp=16-29 boende=2"
  std::string contrast;  ///< of a goal: its baseline and occasion
  auto operator<=>(const PublishedKey&) const = default;
};

/// A figure as it was published: the texts that stand in the table.
struct PublishedTexts {
  std::string estimate, lower, upper, margin, n, decision, reason, finding;
  bool operator==(const PublishedTexts&) const = default;
};

using PublishedTable = std::map<PublishedKey, PublishedTexts>;

/// Whether a CSV text is a table of released figures, as `trygg release` writes it or as a
/// publication has it for those who compute further: the columns up to `contrast` (of a goal:
/// `occasion`) say which cell, the others what was published of it.
bool is_published_table(std::string_view csv);

/// \throws InputError  not such a table, or two rows for one cell
PublishedTable read_published_table(std::string_view csv, const std::string& source);

}  // namespace trygg
