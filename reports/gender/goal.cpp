#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "reports/charts/goal.hpp"
#include "reports/gender/goal_parts.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

/// The verdict as it goes on after a colon: "minskat, inte halverat".
Slots lower_verdict(Slots slots) {
  for (auto& [name, value] : slots)
    if (name == "verdict") value = uncapitalised(value);
  return slots;
}

Html verdict_box(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  std::vector<Sentence> sentences;
  if (is_complete(row)) {
    sentences.push_back(c.phrases.say(t::S40, slots));
    sentences.push_back(c.phrases.say(t::goal_levels, slots));
  }
  return element(
      "div", {{"class", "verdict"}},
      {element("p", {element("strong", {c.phrases.word("goal_verdict", lower_verdict(slots))})}),
       paragraph(together(sentences))});
}

/// Why the goal itself cannot be seen in a round, when its year has none.
Sentence rounds_sentence(const Context& c) {
  const double target = c.input.goal->target_year;
  const auto& rounds = c.project().rounds;
  const auto after = std::ranges::find_if(rounds, [&](const auto& r) { return r.year > target; });
  if (after != rounds.end() && after != rounds.begin())
    return c.phrases.say(t::S41,
                         {{"year", target_year(c)}, {"a", (after - 1)->wave}, {"b", after->wave}});
  return c.phrases.say(t::S41_no_round, {{"year", target_year(c)}});
}

bool target_has_round(const Context& c) {
  return std::ranges::any_of(c.project().rounds,
                             [&](const auto& r) { return r.year == c.input.goal->target_year; });
}

std::string title(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  const auto key = row.course == Course::behind_path   ? "goal_title_behind_path"
                   : row.course == Course::on_path     ? "goal_title_on_path"
                   : row.course == Course::cannot_tell ? "goal_title_possible"
                                                       : "goal_title_plain";
  return capitalised(c.phrases.word(is_complete(row) ? key : "goal_title_plain", slots));
}

/// The rounds since the baseline, and the one before it.
std::vector<LinePoint> observed(const Context& c) {
  std::vector<LinePoint> points;
  const auto& rounds = c.project().rounds;
  auto first = std::ranges::find(rounds, c.input.goal->baseline(), &RoundTexts::wave);
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
  return figure({n, finding, c.phrases.word("goal_subtitle", slots), drawings, remark, "mal"},
                c.project(), c.phrases);
}

/// How many areas have been assessed, and with which verdict; areas that cannot be computed are
/// in none of the counts.
std::string area_counts(const Context& c) {
  std::size_t all = 0, not_reached = 0, unclear = 0, unchanged = 0;
  std::vector<const AreaFigures*> reached;
  for (const auto& a : c.areas) {
    const auto* row = assessed(c, a.place, "");
    if (row == nullptr || row->decision == Decision::suppress) continue;
    if (row->state == Verdict::not_available) continue;
    ++all;
    if (row->state == Verdict::reached) reached.push_back(&a);
    if (row->state == Verdict::not_reached) ++not_reached;
    if (row->state == Verdict::cannot_tell) ++unclear;
    if (row->development == "no_change") ++unchanged;
  }
  const auto slots = [&](std::size_t n) {
    return Slots{{"n", fmt::format("{}", n)},
                 {"all", fmt::format("{}", all)},
                 {"share", c.share()},
                 {"t0", c.input.goal->baseline()},
                 {"areas", c.project().area_many}};
  };
  std::vector<Sentence> sentences;
  if (!reached.empty())
    sentences.push_back(c.phrases.say(t::goal_reached_areas, {{"areas", c.in_areas(reached)}}));
  if (not_reached > 0) sentences.push_back(c.phrases.say(t::goal_not_areas, slots(not_reached)));
  if (unclear > 0) sentences.push_back(c.phrases.say(t::goal_unclear_areas, slots(unclear)));
  if (unchanged > 0) sentences.push_back(c.phrases.say(t::goal_unchanged_areas, slots(unchanged)));
  if (2 * unclear > all) sentences.push_back(c.phrases.say(t::goal_most_unclear, slots(unclear)));
  if (all > 1) {
    const double expected = static_cast<double>(all) * c.input.goal->alpha();
    const auto rounded = Published::shown(expected, expected < 1 ? 2 : 1);
    sentences.push_back(c.phrases.say(t::goal_by_chance, {{"all", fmt::format("{}", all)},
                                                          {"false", c.phrases.number(rounded)}}));
  }
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

}  // namespace

std::string goal_point(const Context& c) {
  if (!has_goal(c)) return "";
  const auto* row = assessed(c, {}, "");
  if (row == nullptr || !is_complete(*row)) return "";
  const auto slots = lower_verdict(slots_of(c, *row));
  return c.phrases.say(t::goal_point, slots).text();
}

Html goal_section(Context& c) {
  if (!has_goal(c)) return {};
  const auto* whole = assessed(c, {}, "");
  if (whole == nullptr) return {};
  Html main = verdict_box(c, *whole);
  main += tracker(c, *whole);
  if (!c.areas.empty()) main += element("div", {{"class", "after"}}, {paragraph(area_counts(c))});
  return section(c.phrases.word("goal_heading"), main, aside(c));
}

}  // namespace trygg::reports::gender
