#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/goal_follow_up/parts.hpp"
#include "reports/phrases/by_factor.hpp"
#include "reports/phrases/by_state.hpp"

namespace trygg::reports::follow_up {
namespace {

/// What stands where a number cannot occur.
constexpr auto impossible = ".";

/// The whole in the publication's round, by every baseline and indicator, as they are in the goal.
std::vector<const ReleasedGoalRow*> choices(const Context& c) {
  std::vector<const ReleasedGoalRow*> rows;
  for (const auto& row : c.input.goal_rows)
    if (row.area.empty() && row.sex.empty() && row.occasion == Occasion::round &&
        row.wave == c.wave())
      rows.push_back(&row);
  const auto& own = c.input.indicator.id;
  std::ranges::stable_partition(rows, [&](const auto* row) { return row->indicator == own; });
  return rows;
}

std::string name_of(const Context& c, const ReleasedGoalRow& row) {
  const auto found = std::ranges::find(c.input.indicators, row.indicator, &Indicator::id);
  const auto& name = found == c.input.indicators.end() ? c.input.indicator.name : found->name;
  return fmt::format("{}, {}", row.baseline, uncapitalised(name));
}

Sentence title(const Context& c, const std::vector<const ReleasedGoalRow*>& rows) {
  const auto halved = std::ranges::count_if(
      rows, [](const auto* row) { return released_development(*row) == "halved"; });
  const auto n = static_cast<std::size_t>(halved);
  const auto id = n == 0             ? "gf_choices_none"
                  : n == rows.size() ? "gf_choices_all"
                                     : "gf_choices_some";
  return c.phrases.say(StatementTemplate{by_factor(id, c.input.goal->factor)},
                       {{"n", fmt::format("{}", n)}, {"all", fmt::format("{}", rows.size())}});
}

/// "Bedömningen är densamma …", or how many choices lead to each verdict.
std::string introduction(const Context& c, const std::vector<const ReleasedGoalRow*>& rows) {
  std::vector<std::pair<std::string, std::size_t>> verdicts;
  for (const auto* row : rows) {
    const auto verdict = gender::development(c, *row);
    const auto found =
        std::ranges::find(verdicts, verdict, &std::pair<std::string, std::size_t>::first);
    if (found == verdicts.end())
      verdicts.emplace_back(verdict, 1);
    else
      ++found->second;
  }
  if (verdicts.size() == 1)
    return c.phrases
        .say(StatementTemplate{"gf_choices_same"},
             {{"verdict", uncapitalised(verdicts.front().first)}})
        .text();
  auto text = c.phrases.say(StatementTemplate{"gf_choices_differ"}).text();
  for (const auto& [verdict, n] : verdicts)
    text += " " + c.phrases
                      .say(StatementTemplate{"gf_choices_verdict"},
                           {{"verdict", verdict},
                            {"n", fmt::format("{}", n)},
                            {"all", fmt::format("{}", rows.size())}})
                      .text();
  return text;
}

TableParts choices_table(Context& c, const Slots& slots,
                         const std::vector<const ReleasedGoalRow*>& rows) {
  const auto& p = c.phrases;
  TableParts parts{.number = ++c.table_number,
                   .id = "val",
                   .title = title(c, rows).text(),
                   .unit = p.word("gf_choices_unit", slots),
                   .row_column = p.word("gf_choices_column"),
                   .columns = {{p.word("gf_base_column"), ColumnKind::number},
                               {p.word("goal_column", slots), ColumnKind::number},
                               {c.wave(), ColumnKind::number},
                               {p.word("gf_ratio_column", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("judgement"), ColumnKind::words}}};
  for (const auto* row : rows)
    parts.rows.push_back({name_of(c, *row),
                          {{p.number(row->baseline_estimate)},
                           {p.number(row->target)},
                           {p.number(row->estimate)},
                           {p.number(row->ratio), row->decision == Decision::flag},
                           {p.range(row->ratio_lower, row->ratio_upper)},
                           {gender::development(c, *row)}}});
  return parts;
}

/// The wordings other than the whole, which the table of choices has.
std::vector<const ReleasedWordingRow*> wordings(const Context& c) {
  std::vector<const ReleasedWordingRow*> rows;
  for (const auto& row : c.input.goal_wordings)
    if (row.kind != Wording::Kind::whole && row.sex.empty() && row.occasion == Occasion::round &&
        row.wave == c.wave())
      rows.push_back(&row);
  return rows;
}

std::string areas_of(const Context& c, const ReleasedWordingRow& row) {
  if (row.kind != Wording::Kind::every)
    return c.phrases.word("gf_together", {{"n", fmt::format("{}", row.areas)}});
  return gender::goal_word(c, "gf_each",
                           {{"reached", c.phrases.number(row.reached)},
                            {"not_reached", c.phrases.number(row.not_reached)},
                            {"cannot_tell", c.phrases.number(row.cannot_tell)}});
}

std::string verdict_of(const Context& c, const ReleasedWordingRow& row) {
  const auto known = row.decision == Decision::suppress ? Verdict::not_available : row.state;
  return gender::goal_word(c, "verdict_" + std::string(to_text(known)));
}

TableRow wording_row(const Context& c, const ReleasedWordingRow& row) {
  const auto& p = c.phrases;
  const bool is_one = row.kind == Wording::Kind::worst;  // one share of the areas together
  const auto text = [&](const std::string& number) { return is_one ? number : impossible; };
  return {fmt::format("{}, {}", row.baseline, row.wording),
          {{text(p.number(row.baseline_estimate))},
           {text(p.number(row.estimate))},
           {text(p.number(row.ratio))},
           {text(p.range(row.ratio_lower, row.ratio_upper))},
           {areas_of(c, row)},
           {verdict_of(c, row)}}};
}

TableParts wordings_table(Context& c, const Slots& slots,
                          const std::vector<const ReleasedWordingRow*>& rows) {
  const auto& p = c.phrases;
  TableParts parts{.number = ++c.table_number,
                   .id = "lasningar",
                   .title = p.word("gf_wordings_title"),
                   .unit = p.word("gf_wordings_unit", slots),
                   .row_column = p.word("gf_wordings_column"),
                   .columns = {{p.word("gf_base_column"), ColumnKind::number},
                               {c.wave(), ColumnKind::number},
                               {p.word("gf_ratio_column", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {capitalised(c.project().area_many), ColumnKind::words},
                               {gender::goal_word(c, "goal_verdict_column"), ColumnKind::words}}};
  for (const auto* row : rows) parts.rows.push_back(wording_row(c, *row));
  return parts;
}

/// Which areas a wording picked, and by what.
std::string picked(const Context& c, const ReleasedWordingRow& row) {
  std::vector<std::string> names;
  for (const auto& code : row.area_codes) {
    const auto found = std::ranges::find(c.areas, code, [](const auto& a) { return a.area->code; });
    names.push_back(found == c.areas.end() ? code : found->area->name);
  }
  std::ranges::sort(names, alphabetical);
  return c.phrases.word("gf_picked", {{"wording", capitalised(row.wording)},
                                      {"t0", row.baseline},
                                      {"areas", c.phrases.listed(names)},
                                      {"by", row.chosen_by}});
}

}  // namespace

std::optional<Section> choices_section(Context& c, const Assessments& assessments) {
  const auto rows = choices(c);
  const auto read = wordings(c);
  if (rows.size() < 2 && read.empty()) return {};
  const auto slots = slots_of(c, *assessments.whole);
  Section section{.heading = c.phrases.word("gf_choices_heading"),
                  .main = {},
                  .aside = {},
                  .id = "val-av-basar"};
  if (rows.size() > 1) {
    section.main.push_back(Paragraph{introduction(c, rows)});
    section.main.push_back(choices_table(c, slots, rows));
    section.main.push_back(Note{c.phrases.word("gf_choices_note")});
  }
  if (read.empty()) return section;
  section.main.push_back(Paragraph{c.phrases.word("gf_wordings_text")});
  section.main.push_back(wordings_table(c, slots, read));
  std::string note = gender::goal_word(c, "gf_wordings_note");
  for (const auto* row : read)
    if (!row->area_codes.empty()) note += " " + picked(c, *row);
  section.main.push_back(Note{note});
  return section;
}

}  // namespace trygg::reports::follow_up
