#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "reports/charts/goal.hpp"
#include "reports/gender/goal_parts.hpp"
#include "reports/phrases/by_factor.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

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

}  // namespace

bool target_has_round(const Context& c) {
  return std::ranges::any_of(c.project().rounds,
                             [&](const auto& r) { return r.year == c.input.goal->target_year; });
}

Sentence rounds_sentence(const Context& c) {
  const double target = c.input.goal->target_year;
  const auto& rounds = c.project().rounds;
  const auto after = std::ranges::find_if(rounds, [&](const auto& r) { return r.year > target; });
  if (after != rounds.end() && after != rounds.begin())
    return c.phrases.say(t::S41,
                         {{"year", target_year(c)}, {"a", (after - 1)->wave}, {"b", after->wave}});
  return c.phrases.say(t::S41_no_round, {{"year", target_year(c)}});
}

Terms judged_terms(const Context& c) {
  const auto& p = c.phrases;
  const Slots slots{{"factor", fmt::format("{:g}", 100 * c.input.goal->factor)}};
  Terms terms;
  for (const std::string key : {"goal_aside_reached", "goal_aside_not", "goal_aside_unclear"})
    terms.items.emplace_back(goal_word(c, key), p.word(key + "_text", slots));
  return terms;
}

std::string course_title(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  const auto key = row.course == Course::behind_path   ? "goal_title_behind_path"
                   : row.course == Course::on_path     ? "goal_title_on_path"
                   : row.course == Course::cannot_tell ? "goal_title_possible"
                                                       : "goal_title_plain";
  return capitalised(c.phrases.word(is_complete(row) ? key : "goal_title_plain", slots));
}

std::vector<LinePoint> observed(const Context& c, std::string_view sex) {
  std::vector<LinePoint> points;
  const auto& rounds = c.project().rounds;
  auto first = std::ranges::find(rounds, c.input.goal->baseline(), &RoundTexts::wave);
  if (first == rounds.end() || first == rounds.begin()) first = rounds.begin() + 1;
  for (const auto& round : std::span(first - 1, rounds.end())) {
    const bool asked = c.figures.was_asked(round.wave);
    points.push_back(
        {round.wave, round.year, asked ? &c.figures.level(round.wave, {}, sex) : nullptr});
  }
  return points;
}

Figure goal_tracker(Context& c, const ReleasedGoalRow& row, const std::string& finding) {
  const auto n = ++c.figure_number;
  const auto points = observed(c, row.sex);
  const auto chart = goal_chart({.id = fmt::format("f{}", n),
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
  return {n, finding, c.phrases.word("goal_subtitle", slots), chart, remark, "mal"};
}

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
  const auto say = [&](const char* key, const Slots& filling) {
    return c.phrases.say(StatementTemplate{by_factor(key, c.input.goal->factor)}, filling);
  };
  std::vector<Sentence> sentences;
  if (!reached.empty())
    sentences.push_back(say("goal_reached_areas", {{"areas", c.in_areas(reached)}}));
  if (not_reached > 0) sentences.push_back(say("goal_not_areas", slots(not_reached)));
  if (unclear > 0) sentences.push_back(say("goal_unclear_areas", slots(unclear)));
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

}  // namespace trygg::reports::gender
