#include "reports/gender/goal_parts.hpp"
#include "reports/publication/symbol_key.hpp"

namespace trygg::reports::gender {
namespace {

/// A row of a goal table from the assessment of one place; `cells` makes its cells.
template <class Cells>
std::vector<TableRow> area_rows(const Context& c, const Cells& cells) {
  std::vector<TableRow> rows{{c.whole_name(), cells(Location{}), true}};
  for (const auto& a : c.areas) rows.push_back({a.area->name, cells(a.place)});
  return rows;
}

const ReleasedGoalRow& or_absent(const ReleasedGoalRow* row) {
  static const ReleasedGoalRow absent;
  return row != nullptr ? *row : absent;
}

bool is_flagged(const ReleasedGoalRow& row) {
  return row.decision == Decision::flag;
}

TableParts total_table(Context& c, const ReleasedGoalRow& whole) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c, whole);
  TableParts parts{.number = ++c.table_number,
                   .id = "mal",
                   .title = p.word("goal_table_title", slots),
                   .unit = p.word("goal_table_unit", slots),
                   .row_column = capitalised(c.project().area_one),
                   .columns = {{whole.baseline, ColumnKind::number},
                               {p.word("goal_column", slots), ColumnKind::number},
                               {whole.wave, ColumnKind::number},
                               {p.word("goal_ratio_column", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {goal_word(c, "goal_verdict_column"), ColumnKind::words},
                               {p.word("judgement"), ColumnKind::words}}};
  parts.rows = area_rows(c, [&](const Location& place) -> std::vector<TableCell> {
    const auto& row = or_absent(assessed(c, place, ""));
    return {{p.number(row.baseline_estimate)},
            {p.number(row.target)},
            {p.number(row.estimate)},
            {p.number(row.ratio), is_flagged(row)},
            {p.range(row.ratio_lower, row.ratio_upper)},
            {verdict(c, row)},
            {development(c, row)}};
  });
  return parts;
}

TableParts sex_table(Context& c, const ReleasedGoalRow& whole) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c, whole);
  TableParts parts{.number = ++c.table_number,
                   .id = "mal-kon",
                   .title = p.word("goal_sex_title", slots),
                   .unit = p.word("goal_sex_unit", slots),
                   .row_column = capitalised(c.project().area_one),
                   .columns = {{p.word("goal_ratio_women", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {goal_word(c, "goal_verdict_women"), ColumnKind::words},
                               {p.word("goal_ratio_men", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {goal_word(c, "goal_verdict_men"), ColumnKind::words}}};
  parts.rows = area_rows(c, [&](const Location& place) {
    std::vector<TableCell> cells;
    for (const auto& sex : {c.project().women_code, c.project().men_code}) {
      const auto& row = or_absent(assessed(c, place, sex));
      cells.push_back({p.number(row.ratio), is_flagged(row)});
      cells.push_back({p.range(row.ratio_lower, row.ratio_upper)});
      cells.push_back({verdict(c, row)});
    }
    return cells;
  });
  return parts;
}

}  // namespace

std::vector<Block> goal_tables(Context& c) {
  if (!has_goal(c) || c.areas.empty()) return {};
  const auto* whole = assessed(c, {}, "");
  if (whole == nullptr) return {};
  std::vector<Block> blocks{total_table(c, *whole)};
  blocks.push_back(sex_table(c, *whole));
  if (const auto key = symbol_key(blocks, c.phrases); !key.empty())
    blocks.push_back(Note{together(key)});
  return blocks;
}

}  // namespace trygg::reports::gender
