#include "revision/published_table.hpp"

#include <algorithm>
#include <array>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

struct KeyColumn {
  std::string_view name;
  std::string PublishedKey::*member;
};
constexpr std::array<KeyColumn, 8> key_columns{{{"indicator", &PublishedKey::indicator},
                                                {"statistic", &PublishedKey::statistic},
                                                {"wave", &PublishedKey::wave},
                                                {"era", &PublishedKey::era},
                                                {"area_level", &PublishedKey::area_level},
                                                {"area", &PublishedKey::area},
                                                {"sex", &PublishedKey::sex},
                                                {"contrast", &PublishedKey::contrast}}};

struct TextColumn {
  std::string_view name;
  std::string PublishedTexts::*member;
};
/// A goal has the ratio to its baseline as its figure, and its state as its finding.
constexpr std::array<TextColumn, 11> text_columns{{{"estimate", &PublishedTexts::estimate},
                                                   {"lower", &PublishedTexts::lower},
                                                   {"upper", &PublishedTexts::upper},
                                                   {"margin", &PublishedTexts::margin},
                                                   {"n", &PublishedTexts::n},
                                                   {"decision", &PublishedTexts::decision},
                                                   {"reason", &PublishedTexts::reason},
                                                   {"finding", &PublishedTexts::finding},
                                                   {"ratio_lower", &PublishedTexts::lower},
                                                   {"ratio_upper", &PublishedTexts::upper},
                                                   {"state", &PublishedTexts::finding}}};

using Header = std::vector<std::string>;

/// One past the last column that says which cell; 0: not such a table.
std::size_t key_width(const Header& header) {
  const auto place = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(header, name) - header.begin());
  };
  const auto last = std::min(place("occasion"), place("contrast"));
  if (last == header.size()) return 0;
  for (const auto* name : {"indicator", "wave", "era", "area_level", "area", "sex"})
    if (place(name) > last) return 0;
  for (const auto* name : {"decision", "estimate"})
    if (place(name) == header.size()) return 0;
  return last + 1;
}

/// Names that stand beside codes.
bool is_name(std::string_view column) {
  return column == "area_name" || column == "indicator_name";
}

void add_to_key(const std::string& column, const std::string& value, PublishedKey& key) {
  const auto known = std::ranges::find(key_columns, column, &KeyColumn::name);
  if (known != key_columns.end()) {
    key.*known->member = value;
  } else if (!value.empty() && !is_name(column)) {
    auto& to = column == "baseline" || column == "occasion" ? key.contrast : key.groups;
    to += (to.empty() ? "" : " ") + column + "=" + value;
  }
}

}  // namespace

bool is_published_table(std::string_view csv) {
  const auto line = csv.substr(0, csv.find('\n'));
  return key_width(split(trimmed(line), ',')) > 0;
}

PublishedTable read_published_table(std::string_view csv, const std::string& source) {
  const auto text = parse_csv(csv, source);
  const auto width = key_width(text.header);
  require<InputError>(width > 0,
                      "{}: not a table of released figures; it has no columns indicator, wave, "
                      "contrast, decision and estimate",
                      source);
  PublishedTable table;
  for (std::size_t r = 0; r < text.rows.size(); ++r) {
    PublishedKey key;
    PublishedTexts texts;
    for (std::size_t c = 0; c < text.header.size(); ++c) {
      if (c < width) {
        add_to_key(text.header[c], text.rows[r][c], key);
      } else if (const auto known =
                     std::ranges::find(text_columns, text.header[c], &TextColumn::name);
                 known != text_columns.end()) {
        texts.*known->member = text.rows[r][c];
      }
    }
    if (!table.emplace(std::move(key), std::move(texts)).second)
      throw InputError(source, text.lines[r], "a second row for the same cell");
  }
  return table;
}

}  // namespace trygg
