#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "reports/chart_goal.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

/// The page has a section about the goal when the goal is about the page's own indicator.
bool has_goal(const Context& c) {
  return c.input.goal && c.input.goal->indicator == c.input.indicator.id;
}

/// The assessment of the publication's round; nullptr: there is none.
const ReleasedGoalRow* assessed(const Context& c, const Location& place, std::string_view sex) {
  const auto& rows = c.input.goal_rows;
  const auto found = std::ranges::find_if(rows, [&](const ReleasedGoalRow& row) {
    const bool here = row.area == place.code &&
                      (place.is_whole() || (row.era == place.era && row.area_level == place.level));
    return here && row.indicator == c.input.indicator.id && row.wave == c.wave() && row.sex == sex;
  });
  return found == rows.end() ? nullptr : &*found;
}

std::string year(const Context& c) {
  return fmt::format("{:g}", c.input.goal->target_year);
}

std::string development(const Context& c, const ReleasedGoalRow& row) {
  const auto key = "development_" + row.development;
  if (row.decision == Decision::suppress || !c.phrases.has_word(key))
    return c.phrases.word("development_not_available");
  return c.phrases.word(key);
}

Slots slots_of(const Context& c, const ReleasedGoalRow& row) {
  const auto& p = c.phrases;
  return {{"share", c.share()},
          {"whole", c.project().whole},
          {"measure", c.input.indicator.measure},
          {"unit", c.input.indicator.unit},
          {"ages", c.project().ages},
          {"area", c.project().area_one},
          {"t0", row.baseline},
          {"t1", row.wave},
          {"year", year(c)},
          {"before", p.number(row.baseline_estimate)},
          {"now", p.number(row.estimate)},
          {"target", p.number(row.target)},
          {"path", p.number(row.path)},
          {"ratio", p.number(row.ratio)},
          {"range", p.range(row.ratio_lower, row.ratio_upper)},
          {"verdict", development(c, row)}};
}

bool is_complete(const ReleasedGoalRow& row) {
  return row.decision != Decision::suppress && row.ratio.is_shown() && row.estimate.is_shown() &&
         row.baseline_estimate.is_shown() && row.target.is_shown();
}

Html verdict_box(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  std::vector<Sentence> sentences;
  if (is_complete(row)) {
    sentences.push_back(c.phrases.say(t::S40, slots));
    sentences.push_back(c.phrases.say(t::goal_levels, slots));
  }
  return element("div", {{"class", "verdict"}},
                 {element("p", {element("strong", {c.phrases.word("goal_verdict", slots)})}),
                  paragraph(together(sentences))});
}

/// Why the goal itself cannot be seen in a round, when its year has none.
Sentence rounds_sentence(const Context& c) {
  const double target = c.input.goal->target_year;
  const auto& rounds = c.project().rounds;
  const auto after = std::ranges::find_if(rounds, [&](const auto& r) { return r.year > target; });
  if (after != rounds.end() && after != rounds.begin())
    return c.phrases.say(t::S41, {{"year", year(c)}, {"a", (after - 1)->wave}, {"b", after->wave}});
  return c.phrases.say(t::S41_no_round, {{"year", year(c)}});
}

bool target_has_round(const Context& c) {
  return std::ranges::any_of(c.project().rounds,
                             [&](const auto& r) { return r.year == c.input.goal->target_year; });
}

std::string title(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  const auto key = row.course == "above_path"         ? "goal_title_above_path"
                   : row.course == "below_path"       ? "goal_title_below_path"
                   : row.course == "on_path_possible" ? "goal_title_possible"
                                                      : "goal_title_plain";
  return capitalised(c.phrases.word(is_complete(row) ? key : "goal_title_plain", slots));
}

/// The rounds since the baseline, and the one before it.
std::vector<LinePoint> observed(const Context& c) {
  std::vector<LinePoint> points;
  const auto& rounds = c.project().rounds;
  auto first = std::ranges::find(rounds, c.input.goal->baseline, &RoundTexts::wave);
  if (first == rounds.end() || first == rounds.begin()) first = rounds.begin() + 1;
  for (const auto& round : std::span(first - 1, rounds.end())) {
    const bool asked = c.figures.was_asked(round.wave);
    points.push_back(
        {round.wave, round.year, asked ? &c.figures.level(round.wave, {}, "") : nullptr});
  }
  return points;
}

std::string description(const Context& c, const ReleasedGoalRow& row,
                        const std::vector<LinePoint>& points) {
  std::string values;
  for (const auto& point : points) {
    if (point.row == nullptr) continue;
    const auto& value = point.row->estimate;
    values += fmt::format("{}{}: {}.", values.empty() ? "" : " ", point.wave,
                          value.is_shown()
                              ? c.phrases.number(value) + "\u00a0" + c.phrases.word("percent")
                              : c.phrases.word("withheld"));
  }
  auto slots = slots_of(c, row);
  slots.emplace_back("values", values);
  auto text = c.phrases.word("goal_desc", slots);
  if (row.path.is_shown()) text += " " + c.phrases.word("goal_desc_path", slots);
  return text;
}

Html tracker(Context& c, const ReleasedGoalRow& row) {
  const auto n = ++c.figure_number;
  const auto finding = title(c, row);
  const auto points = observed(c);
  const Html drawings = goal_chart({.id = fmt::format("f{}", n),
                                    .title = finding,
                                    .description = description(c, row, points),
                                    .observed = points,
                                    .goal = &*c.input.goal,
                                    .latest = &row,
                                    .comparable_since = c.project().comparable_since,
                                    .synthetic = c.project().synthetic},
                                   c.phrases);
  auto slots = slots_of(c, row);
  const auto remark = c.phrases.word("goal_note", slots) + " " + c.source();
  for (auto& [name, value] : slots)
    if (name == "whole") value = c.whole_name();
  return figure({n, finding, c.phrases.word("goal_subtitle", slots), drawings, remark}, c.project(),
                c.phrases);
}

/// How many areas have been assessed, and with which verdict; areas that cannot be computed are
/// in none of the counts.
std::string area_counts(const Context& c) {
  std::size_t all = 0, not_reached = 0, unclear = 0;
  std::vector<const AreaFigures*> reached;
  for (const auto& a : c.areas) {
    const auto* row = assessed(c, a.place, "");
    if (row == nullptr || row->decision == Decision::suppress) continue;
    if (row->verdict == Verdict::not_available) continue;
    ++all;
    if (row->verdict == Verdict::reached) reached.push_back(&a);
    if (row->verdict == Verdict::not_reached) ++not_reached;
    if (row->verdict == Verdict::cannot_tell) ++unclear;
  }
  const auto slots = [&](std::size_t n) {
    return Slots{{"n", fmt::format("{}", n)},
                 {"all", fmt::format("{}", all)},
                 {"share", c.share()},
                 {"areas", c.project().area_many}};
  };
  std::vector<Sentence> sentences;
  if (!reached.empty())
    sentences.push_back(c.phrases.say(t::goal_reached_areas, {{"areas", c.in_areas(reached)}}));
  if (not_reached > 0) sentences.push_back(c.phrases.say(t::goal_not_areas, slots(not_reached)));
  if (unclear > 0) sentences.push_back(c.phrases.say(t::goal_unclear_areas, slots(unclear)));
  if (2 * unclear > all) sentences.push_back(c.phrases.say(t::goal_most_unclear, slots(unclear)));
  return together(sentences);
}

Html aside(const Context& c) {
  const auto& p = c.phrases;
  const Slots slots{{"factor", fmt::format("{:g}", 100 * c.input.goal->factor)}};
  std::vector<Html> terms;
  for (const auto* key : {"goal_aside_reached", "goal_aside_not", "goal_aside_unclear"}) {
    terms.push_back(element("dt", {p.word(key)}));
    terms.push_back(element("dd", {p.word(std::string(key) + "_text", slots)}));
  }
  Html html = element("h3", {p.word("goal_aside")}) + element("dl", {}, terms);
  if (!target_has_round(c))
    html += element("h3", {p.word("goal_rounds")}) + paragraph(rounds_sentence(c).text());
  return html;
}

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

Html total_table(Context& c, const ReleasedGoalRow& whole) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c, whole);
  TableParts parts{.number = ++c.table_number,
                   .title = p.word("goal_table_title", slots),
                   .unit = p.word("goal_table_unit", slots),
                   .row_column = capitalised(c.project().area_one),
                   .columns = {{whole.baseline, ColumnKind::number},
                               {p.word("goal_column", slots), ColumnKind::number},
                               {whole.wave, ColumnKind::number},
                               {p.word("goal_ratio_column", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("judgement"), ColumnKind::words}}};
  parts.rows = area_rows(c, [&](const Location& place) -> std::vector<TableCell> {
    const auto& row = or_absent(assessed(c, place, ""));
    return {{p.number(row.baseline_estimate)},
            {p.number(row.target)},
            {p.number(row.estimate)},
            {p.number(row.ratio), is_flagged(row)},
            {p.range(row.ratio_lower, row.ratio_upper)},
            {development(c, row)}};
  });
  return table(parts, c.project(), p);
}

Html sex_table(Context& c, const ReleasedGoalRow& whole) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c, whole);
  TableParts parts{.number = ++c.table_number,
                   .title = p.word("goal_sex_title", slots),
                   .unit = p.word("goal_sex_unit", slots),
                   .row_column = capitalised(c.project().area_one),
                   .columns = {{p.word("goal_ratio_women", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("judgement_women"), ColumnKind::words},
                               {p.word("goal_ratio_men", slots), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("judgement_men"), ColumnKind::words}}};
  parts.rows = area_rows(c, [&](const Location& place) {
    std::vector<TableCell> cells;
    for (const auto& sex : {c.project().women_code, c.project().men_code}) {
      const auto& row = or_absent(assessed(c, place, sex));
      cells.push_back({p.number(row.ratio), is_flagged(row)});
      cells.push_back({p.range(row.ratio_lower, row.ratio_upper)});
      cells.push_back({development(c, row)});
    }
    return cells;
  });
  return table(parts, c.project(), p);
}

}  // namespace

std::string goal_point(const Context& c) {
  if (!has_goal(c)) return "";
  const auto* row = assessed(c, {}, "");
  if (row == nullptr || !is_complete(*row)) return "";
  auto slots = slots_of(c, *row);
  for (auto& [name, value] : slots)
    if (name == "verdict" && !value.empty() && value[0] >= 'A' && value[0] <= 'Z')
      value[0] = static_cast<char>(value[0] - 'A' + 'a');
  return c.phrases.say(t::goal_point, slots).text();
}

Html goal_section(Context& c) {
  if (!has_goal(c)) return {};
  const auto* whole = assessed(c, {}, "");
  if (whole == nullptr) return {};
  const Html main = verdict_box(c, *whole) + tracker(c, *whole);
  const auto counts = area_counts(c);
  Html html = section(c.phrases.word("goal_heading"), main, aside(c));
  if (c.areas.empty()) return html;
  const auto title =
      c.phrases.word("goal_areas_heading", {{"the_many", c.project().area_the_many}});
  const Html total = total_table(c, *whole);
  const Html by_sex = sex_table(c, *whole);
  html += "\n" + element("section", {element("h2", {title}), paragraph(counts), total, "\n",
                                     element("div", {{"class", "gap"}}, {}), by_sex,
                                     note(c.phrases.say(t::S35).text())});
  return html;
}

}  // namespace trygg::reports::gender
