#include <fmt/format.h>

#include <algorithm>

#include "reports/profile/parts.hpp"
#include "reports/publication/symbol_key.hpp"

namespace trygg::reports::profile {
namespace {

TableCell level_cell(const Phrases& p, const ReleasedRow& row) {
  return {p.number(row.estimate), row.decision == Decision::flag};
}

TableRow compared_row(const Subject& s, const Indicator& indicator, const std::string& sex) {
  const auto& p = s.phrases();
  const auto found = s.beside(indicator.id, sex);
  const auto& comparison = *found.comparison;
  return {indicator.short_name,
          {level_cell(p, *found.area),
           {p.range(found.area->lower, found.area->upper)},
           level_cell(p, *found.whole),
           {p.number(comparison.estimate)},
           {p.range(comparison.lower, comparison.upper)},
           {p.word("ar_judged_" + std::string(to_text(comparison.finding)),
                   {{"whole", s.project().whole}})},
           {localised_count(found.area->n.text(), Place::table, p.language())}}};
}

TableParts compared_table(Subject& s, const std::string& id, const char* title,
                          const std::string& sex) {
  const auto& p = s.phrases();
  const auto slots = s.slots(s.headline.input.indicator, sex);
  TableParts parts{.number = ++s.headline.table_number,
                   .id = id,
                   .title = p.word(title, slots),
                   .unit = p.word("area_table_unit", {{"unit", capitalised(s.headline.unit())},
                                                      {"points", p.word("points")}}),
                   .row_column = p.word("ar_measure_column"),
                   .columns = {{s.area.name, ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {s.headline.whole_name(), ColumnKind::number},
                               {p.word("difference"), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("judgement"), ColumnKind::words},
                               {p.word("answered_column"), ColumnKind::number}}};
  for (const auto* indicator : s.shares) parts.rows.push_back(compared_row(s, *indicator, sex));
  return parts;
}

TableParts development_table(Subject& s) {
  const auto& p = s.phrases();
  const auto& project = s.project();
  const auto& figures = s.headline.figures;
  TableParts parts{
      .number = ++s.headline.table_number,
      .id = "utveckling",
      .title = capitalised(p.word("ar_round_title", s.slots(s.headline.input.indicator, ""))),
      .unit = p.word("ar_round_unit"),
      .row_column = p.word("round_column"),
      .columns = {{p.word("Women"), ColumnKind::number},
                  {p.word("interval"), ColumnKind::interval},
                  {p.word("Men"), ColumnKind::number},
                  {p.word("interval"), ColumnKind::interval},
                  {p.word("elsewhere_all"), ColumnKind::number},
                  {p.word("interval"), ColumnKind::interval},
                  {p.word("answered_column"), ColumnKind::number}}};
  for (const auto& round : project.rounds) {
    if (!figures.was_asked(round.wave)) continue;
    TableRow row{round.wave, {}};
    const ReleasedRow* last = nullptr;
    for (const std::string& sex : {project.women_code, project.men_code, std::string()}) {
      last = &figures.level(round.wave, s.place(), sex);
      row.cells.push_back(level_cell(p, *last));
      row.cells.push_back({p.range(last->lower, last->upper)});
    }
    row.cells.push_back({localised_count(last->n.text(), Place::table, p.language())});
    parts.rows.push_back(row);
  }
  return parts;
}

Note key(const Subject& s, const std::vector<Block>& tables) {
  const auto& p = s.phrases();
  auto sentences = symbol_key(tables, p);
  sentences.push_back(p.say(templates::S44));
  sentences.push_back(p.say(templates::tested_separately));
  return {together(sentences)};
}

}  // namespace

Section numbers_section(Subject& s) {
  const auto& project = s.project();
  std::vector<Block> blocks{compared_table(s, "matt", "ar_table_all", ""),
                            compared_table(s, "matt-k", "ar_table_women", project.women_code),
                            compared_table(s, "matt-m", "ar_table_men", project.men_code)};
  if (!project.comparison_wave.empty()) blocks.push_back(development_table(s));
  blocks.push_back(key(s, blocks));
  return {.heading = s.phrases().word("numbers_heading"),
          .main = std::move(blocks),
          .aside = {},
          .id = "siffror"};
}

}  // namespace trygg::reports::profile
