#include <fmt/format.h>

#include "reports/gender/parts.hpp"
#include "reports/publication/symbol_key.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

/// A row of figures for women and men: an area, a round, an age.
struct Compared {
  std::string name;
  const ReleasedRow* women;
  const ReleasedRow* men;
  const ReleasedRow* gap;
  bool total = false;
};

TableCell level_cell(const Context& c, const ReleasedRow& row) {
  return {c.phrases.number(row.estimate), row.decision == Decision::flag};
}

TableCell count_cell(const Context& c, const ReleasedRow& row) {
  return {localised_count(row.n.text(), Place::table, c.phrases.language())};
}

TableRow table_row(const Context& c, const Compared& row) {
  const auto& p = c.phrases;
  return {row.name,
          {level_cell(c, *row.women),
           {p.range(row.women->lower, row.women->upper)},
           level_cell(c, *row.men),
           {p.range(row.men->lower, row.men->upper)},
           {p.number(row.gap->estimate)},
           {p.range(row.gap->lower, row.gap->upper)},
           {p.word("judged_" + std::string(to_text(row.gap->finding)))},
           count_cell(c, *row.women),
           count_cell(c, *row.men)},
          row.total};
}

Note key_and_tests(const Context& c, const TableParts& table, std::size_t comparisons) {
  auto sentences = symbol_key({table}, c.phrases);
  if (c.notes == Notes::whole) {
    sentences.push_back(c.phrases.say(t::S44));
    sentences.push_back(c.phrases.say(t::tested_separately));
  }
  if (comparisons > 1)
    sentences.push_back(c.phrases.say(t::S34, {{"n", c.phrases.count_word(comparisons)}}));
  return {together(sentences)};
}

/// The units of levels and of differences.
Slots units(const Context& c) {
  return {{"unit", capitalised(c.unit())},
          {"points", is_share(c.input.indicator) ? c.phrases.word("points") : c.unit()}};
}

std::vector<Block> compared_table(Context& c, const std::string& id, const std::string& title,
                                  const std::string& row_column,
                                  const std::vector<Compared>& rows) {
  const auto& p = c.phrases;
  TableParts parts{.number = ++c.table_number,
                   .id = id,
                   .title = title,
                   .unit = p.word("area_table_unit", units(c)),
                   .row_column = row_column,
                   .columns = {{p.word("Women"), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("Men"), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("difference"), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("judgement"), ColumnKind::words},
                               {p.word("answers_women"), ColumnKind::number},
                               {p.word("answers_men"), ColumnKind::number}}};
  std::vector<const ReleasedRow*> gaps;
  for (const auto& row : rows) {
    parts.rows.push_back(table_row(c, row));
    if (!row.total) gaps.push_back(row.gap);
  }
  std::vector<Block> blocks{parts};
  if (auto note = key_and_tests(c, parts, tally(gaps).comparable()); !note.text.empty())
    blocks.push_back(std::move(note));
  return blocks;
}

Slots title_slots(const Context& c) {
  return {{"share", c.input.indicator.short_name},
          {"area", c.project().area_one},
          {"whole", c.project().whole},
          {"wave", c.wave()}};
}

}  // namespace

std::vector<Block> area_table(Context& c) {
  std::vector<Compared> rows{{c.whole_name(), &c.women(), &c.men(), &c.gap(), true}};
  for (const auto& a : c.areas) rows.push_back({a.area->name, a.women, a.men, a.gap});
  return compared_table(c, "omraden", c.phrases.word("area_table_title", title_slots(c)),
                        capitalised(c.project().area_one), rows);
}

std::vector<Block> round_table(Context& c) {
  std::vector<Compared> rows;
  const auto& project = c.project();
  for (const auto& round : project.rounds)
    if (c.figures.was_asked(round.wave))
      rows.push_back({round.wave, &c.figures.level(round.wave, c.subject, project.women_code),
                      &c.figures.level(round.wave, c.subject, project.men_code),
                      &c.figures.gap(round.wave, c.subject)});
  auto slots = title_slots(c);
  for (auto& [name, value] : slots)
    if (name == "whole" && !c.subject.is_whole()) value = c.subject_name();
  return compared_table(c, "utveckling", c.phrases.word("round_table_title", slots),
                        c.phrases.word("round_column"), rows);
}

std::vector<Block> group_table(Context& c, const GroupTexts& group) {
  std::vector<Compared> rows;
  for (const auto& category : group.categories) {
    const GroupValue value{group.variable, category.code};
    rows.push_back({typeset(category.label),
                    &c.figures.level(c.wave(), {}, c.project().women_code, value),
                    &c.figures.level(c.wave(), {}, c.project().men_code, value),
                    &c.figures.gap(c.wave(), {}, value)});
  }
  auto slots = title_slots(c);
  slots.emplace_back("one", group.one);
  return compared_table(c, group.variable, c.phrases.word("group_table_title", slots),
                        group.heading, rows);
}

std::vector<Block> measures_table(Context& c, const MeasureGroup& group) {
  std::vector<Compared> rows;
  for (const auto* measure : group.measures) {
    const Figures figures(c.input.release, measure->id, c.project());
    rows.push_back({measure->name, &figures.level(c.wave(), {}, c.project().women_code),
                    &figures.level(c.wave(), {}, c.project().men_code),
                    &figures.gap(c.wave(), {})});
  }
  auto slots = title_slots(c);
  slots.emplace_back("group", group.name);
  return compared_table(c, group.id(), c.phrases.word("measures_table_title", slots),
                        c.phrases.word("measure_column"), rows);
}

Section area_numbers_section(Context& c) {
  const auto& project = c.project();
  const Location whole;
  std::vector<Compared> rows{{c.whole_name(), &c.figures.level(c.wave(), whole, project.women_code),
                              &c.figures.level(c.wave(), whole, project.men_code),
                              &c.figures.gap(c.wave(), whole), true}};
  for (const auto* a : neighbourhood(c)) rows.push_back({a->area->name, a->women, a->men, a->gap});
  Section section{
      .heading = c.phrases.word("numbers_heading"),
      .main = compared_table(c, "omraden", c.phrases.word("area_table_title", title_slots(c)),
                             capitalised(project.area_one), rows)};
  if (!project.comparison_wave.empty())
    for (auto& block : round_table(c)) section.main.push_back(std::move(block));
  return section;
}

Section numbers_section(Context& c) {
  Section section{.heading = c.phrases.word("numbers_heading")};
  const auto add = [&](std::vector<Block> blocks) {
    for (auto& block : blocks) section.main.push_back(std::move(block));
  };
  if (!c.areas.empty()) add(area_table(c));
  if (!c.project().comparison_wave.empty()) add(round_table(c));
  for (const auto& group : c.project().groups)
    if (c.figures.has_group(group.variable)) add(group_table(c, group));
  for (const auto& group : measure_groups(c)) add(measures_table(c, group));
  add(goal_tables(c));
  return section;
}

}  // namespace trygg::reports::gender
