#include <fmt/format.h>

#include "reports/annual/parts.hpp"
#include "reports/gender/parts.hpp"
#include "reports/phrases/templates.hpp"
#include "reports/publication/symbol_key.hpp"

namespace trygg::reports::annual {
namespace {

namespace t = templates;

/// The rounds in which the headline was asked, in the order of time.
std::vector<std::string> asked_rounds(const Context& c) {
  std::vector<std::string> waves;
  for (const auto& round : c.project().rounds)
    if (c.figures.was_asked(round.wave)) waves.push_back(round.wave);
  return waves;
}

TableRow rounds_row(const Context& c, const std::string& name, const Location& place,
                    const std::string& sex) {
  const auto& p = c.phrases;
  TableRow row{name, {}, place.is_whole()};
  for (const auto& wave : asked_rounds(c)) {
    const auto& level = c.figures.level(wave, place, sex);
    row.cells.push_back({p.number(level.estimate), level.decision == Decision::flag});
  }
  if (c.project().comparison_wave.empty()) return row;
  const auto& change = c.figures.change(c.project().comparison_wave, c.wave(), place, sex);
  row.cells.push_back({p.number(change.estimate)});
  row.cells.push_back({p.range(change.lower, change.upper)});
  row.cells.push_back({p.word("changed_" + std::string(to_text(change.finding)))});
  return row;
}

/// The headline in every round, by area, in one sex.
std::vector<Block> rounds_by_area(Context& c, const char* title, const char* id,
                                  const std::string& sex) {
  const auto& p = c.phrases;
  TableParts table{.number = ++c.table_number,
                   .id = id,
                   .title = p.word(title, {{"share", c.input.indicator.short_name},
                                           {"area", c.project().area_one}}),
                   .unit = p.word("annual_rounds_unit"),
                   .row_column = capitalised(c.project().area_one)};
  for (const auto& wave : asked_rounds(c)) table.columns.emplace_back(wave, ColumnKind::number);
  if (!c.project().comparison_wave.empty()) {
    const Slots years{{"t0", c.project().comparison_wave}, {"t1", c.wave()}};
    table.columns.emplace_back(p.word("annual_change_column", years), ColumnKind::number);
    table.columns.emplace_back(p.word("interval"), ColumnKind::interval);
    table.columns.emplace_back(p.word("judgement"), ColumnKind::words);
  }
  table.rows.push_back(rounds_row(c, c.whole_name(), {}, sex));
  for (const auto& a : c.areas) table.rows.push_back(rounds_row(c, a.area->name, a.place, sex));
  auto key = symbol_key({table}, p);
  key.push_back(p.say(t::tested_separately));
  return {table, Note{together(key)}};
}

/// The tables that figures of an indicator's chapter lead to and that do not stand there.
Section indicator_tables(Report& r, Measured& m) {
  auto& c = m.context;
  Section section{.heading = m.indicator().name, .level = 3};
  auto blocks = r.numbered(c, gender::round_table);
  for (const auto& group : r.project().groups)
    if (c.figures.has_group(group.variable))
      append(blocks, r.numbered(c, [&](Context& x) { return gender::group_table(x, group); }));
  section.main = with_ids(std::move(blocks), m.indicator().id);
  return section;
}

}  // namespace

std::vector<Section> goal_sections(Report& r) {
  auto section = r.numbered(r.headline, gender::goal_section);
  if (!section) return {};
  section->id = "malet";
  return {std::move(*section)};
}

std::vector<Section> tables_sections(Report& r) {
  auto& c = r.headline;
  Section first{.heading = r.phrases.word("annual_tables"), .id = "tabeller"};
  if (!c.areas.empty()) {
    append(first.main, r.numbered(c, [](Context& x) {
      return rounds_by_area(x, "annual_all_table", "omraden-alla", "");
    }));
    append(first.main, r.numbered(c, [](Context& x) {
      return rounds_by_area(x, "annual_women_table", "omraden-k", x.project().women_code);
    }));
    append(first.main, r.numbered(c, [](Context& x) {
      return rounds_by_area(x, "annual_men_table", "omraden-m", x.project().men_code);
    }));
  }
  append(first.main, r.numbered(c, gender::goal_tables));
  std::vector<Section> all{std::move(first)};
  for (auto& m : r.indicators)
    if (m->was_asked()) all.push_back(indicator_tables(r, *m));
  if (auto elsewhere = r.numbered(c, gender::elsewhere_section)) {
    elsewhere->id = "andra";
    all.push_back(std::move(*elsewhere));
  }
  return all;
}

}  // namespace trygg::reports::annual
