#include <fmt/format.h>

#include <algorithm>

#include "reports/gender/parts.hpp"

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

TableCell count_cell(const ReleasedRow& row) {
  return {localised_count(row.n.text(), Place::table)};
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
           count_cell(*row.women),
           count_cell(*row.men)},
          row.total};
}

bool any(const std::vector<Compared>& rows, Decision decision) {
  return std::ranges::any_of(rows, [&](const Compared& row) {
    return row.women->decision == decision || row.men->decision == decision ||
           row.gap->decision == decision;
  });
}

/// The key lists only the symbols that the table uses.
Html key_and_tests(const Context& c, const std::vector<Compared>& rows, std::size_t comparisons) {
  std::vector<Sentence> sentences;
  if (any(rows, Decision::suppress)) sentences.push_back(c.phrases.say(t::S35));
  if (any(rows, Decision::flag)) sentences.push_back(c.phrases.say(t::starred));
  sentences.push_back(c.phrases.say(t::S44));
  sentences.push_back(c.phrases.say(t::tested_separately));
  if (comparisons > 1)
    sentences.push_back(c.phrases.say(t::S34, {{"n", c.phrases.count_word(comparisons)}}));
  return note(together(sentences));
}

Html compared_table(Context& c, const std::string& id, const std::string& title,
                    const std::string& row_column, const std::vector<Compared>& rows) {
  const auto& p = c.phrases;
  TableParts parts{.number = ++c.table_number,
                   .id = id,
                   .title = title,
                   .unit = p.word("area_table_unit"),
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
  return "\n" + table(parts, c.project(), p) + "\n" +
         key_and_tests(c, rows, tally(gaps).comparable());
}

Slots title_slots(const Context& c) {
  return {{"share", c.input.indicator.short_name},
          {"area", c.project().area_one},
          {"whole", c.project().whole},
          {"wave", c.wave()}};
}

Html area_table(Context& c) {
  std::vector<Compared> rows{{c.whole_name(), &c.women(), &c.men(), &c.gap(), true}};
  for (const auto& a : c.areas) rows.push_back({a.area->name, a.women, a.men, a.gap});
  return compared_table(c, "omraden", c.phrases.word("area_table_title", title_slots(c)),
                        capitalised(c.project().area_one), rows);
}

Html round_table(Context& c) {
  std::vector<Compared> rows;
  const auto& project = c.project();
  for (const auto& round : project.rounds)
    if (c.figures.was_asked(round.wave))
      rows.push_back({round.wave, &c.figures.level(round.wave, {}, project.women_code),
                      &c.figures.level(round.wave, {}, project.men_code),
                      &c.figures.gap(round.wave, {})});
  return compared_table(c, "utveckling", c.phrases.word("round_table_title", title_slots(c)),
                        c.phrases.word("round_column"), rows);
}

Html group_table(Context& c, const GroupTexts& group) {
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

}  // namespace

Html numbers_section(Context& c) {
  Html html = element("h2", {c.phrases.word("numbers_heading")});
  if (!c.areas.empty()) html += area_table(c);
  if (!c.project().comparison_wave.empty()) html += round_table(c);
  for (const auto& group : c.project().groups)
    if (c.figures.has_group(group.variable)) html += group_table(c, group);
  html += goal_tables(c);
  return "\n" + element("section", {html});
}

}  // namespace trygg::reports::gender
