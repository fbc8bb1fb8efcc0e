#include <fmt/format.h>

#include <cmath>

#include "base/text.hpp"
#include "reports/goal_follow_up/parts.hpp"

namespace trygg::reports::follow_up {
namespace {

std::string count_of(const Context& c, const CountRow& row) {
  return std::isfinite(row.count) ? fmt::format("{:g}", row.count) : c.phrases.word("gf_not_known");
}

TableParts table_of(Context& c) {
  const auto& p = c.phrases;
  TableParts parts{.number = ++c.table_number,
                   .id = "listor",
                   .title = p.word("gf_lists_title"),
                   .unit = p.word("gf_lists_unit"),
                   .row_column = p.word("gf_lists_column"),
                   .columns = {{p.word("gf_list_year"), ColumnKind::number},
                               {p.word("gf_list_count"), ColumnKind::number},
                               {p.word("gf_list_goal"), ColumnKind::number},
                               {p.word("judgement"), ColumnKind::words}}};
  for (const auto& row : c.input.count_goals) {
    const auto state = fmt::format("gf_list_{}", to_text(row.state));
    parts.rows.push_back(
        {row.name,
         {{shortest(row.year)}, {count_of(c, row)}, {shortest(row.target)}, {p.word(state)}}});
  }
  return parts;
}

}  // namespace

std::optional<Section> lists_section(Context& c) {
  if (c.input.count_goals.empty()) return {};
  return Section{.heading = c.phrases.word("gf_lists_heading"),
                 .main = {Paragraph{c.phrases.word("gf_lists_text")}, table_of(c),
                          Note{c.phrases.word("gf_lists_note")}},
                 .aside = {},
                 .id = "listor"};
}

}  // namespace trygg::reports::follow_up
