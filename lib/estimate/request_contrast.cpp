#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

/// Why a contrast has no reading.
[[noreturn]] void fail_contrast(std::string_view written, const OptionText& text,
                                const Table& table) {
  for (const auto colon : text.places(":")) {
    const auto name = column_of(table)(text.part(0, colon).text());
    if (!name) continue;
    const auto& column = table.column(*name);
    const auto rest = text.part(colon + 1);
    const auto cuts = rest.places("-/");
    if (cuts.size() > 1)
      throw ConfigError(
          fmt::format("'{}': none of these are two codes of '{}': {}; quote a code, \"…\"", written,
                      *name, joined(guesses(rest, "-/"), ", ")));
    if (cuts.empty()) break;
    for (const auto& side : {rest.part(0, cuts[0]), rest.part(cuts[0] + 1)})
      if (!code_of(column)(side.text())) match_code(column, side.text());
  }
  const auto colons = text.places(":");
  if (!colons.empty() && !column_of(table)(text.part(0, colons[0]).text()))
    table.column(trimmed(text.part(0, colons[0]).text()));
  throw ConfigError(fmt::format(
      "'{}': write VARIABLE:a-b for a difference or VARIABLE:a/b for a ratio", written));
}

}  // namespace

Contrast read_contrast(std::string_view written, const Table& table) {
  const OptionText text(written);
  std::vector<Contrast> found;
  std::vector<std::string> words;
  for (const auto colon : text.places(":")) {
    const auto name = column_of(table)(text.part(0, colon).text());
    if (!name) continue;
    const auto& column = table.column(*name);
    const auto sides = pairs(text.part(colon + 1), "-/", code_of(column));
    for (const auto& p : sides)
      found.push_back(
          {.text = std::string(written),
           .variable = *name,
           .a = match_code(column, p.first),
           .b = match_code(column, p.second),
           .kind = p.separator == '-' ? ContrastKind::difference : ContrastKind::ratio});
    for (auto& w : in_words(sides, fmt::format("'{}': ", *name))) words.push_back(std::move(w));
  }
  require_one_reading(written, words);
  if (found.empty()) fail_contrast(written, text, table);
  const auto& column = table.column(found.front().variable);
  require_valid(column, found.front().a);
  require_valid(column, found.front().b);
  for (const auto l : found.front().a)
    require<ConfigError>(std::ranges::find(found.front().b, l) == found.front().b.end(),
                         "'{}': both sides are the same group", written);
  return found.front();
}

}  // namespace trygg
