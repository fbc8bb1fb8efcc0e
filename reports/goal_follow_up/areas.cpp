#include <fmt/format.h>

#include <algorithm>

#include "reports/charts/goal_ratios.hpp"
#include "reports/goal_follow_up/parts.hpp"
#include "reports/phrases/by_factor.hpp"
#include "reports/phrases/by_state.hpp"

namespace trygg::reports::follow_up {
namespace {

/// How the areas have developed; `all` are those that can be judged.
struct Developments {
  std::size_t all = 0, reduced = 0, halved = 0;
};

Developments counted(const Context& c) {
  Developments counted;
  for (const auto& a : c.areas) {
    const auto* row = gender::assessed(c, a.place, "");
    if (row == nullptr) continue;
    const auto development = released_development(*row);
    if (development == "not_available" || development == "cannot_tell") continue;
    ++counted.all;
    counted.halved += development == "halved";
    counted.reduced += development == "halved" || development.starts_with("reduced");
  }
  return counted;
}

std::string title(const Context& c, const Developments& counted) {
  const auto& project = c.project();
  const Slots slots{{"share", c.share()},
                    {"n", c.phrases.count_word(counted.reduced, project.area_article)},
                    {"halved", c.phrases.count_word(counted.halved, project.area_article)},
                    {"none", c.phrases.count_word(0, project.area_article)},
                    {"all", fmt::format("{}", counted.all)},
                    {"area", project.area_one},
                    {"areas", project.area_many},
                    {"t0", c.input.goal->baseline()}};
  const std::string id = counted.all == 0       ? "gf_areas_unknown"
                         : counted.reduced == 0 ? "gf_areas_none"
                         : counted.halved == 0  ? "gf_areas_reduced"
                                                : "gf_areas_halved";
  const bool names_goal = counted.all > 0 && counted.reduced > 0;
  return c.phrases
      .say(StatementTemplate{names_goal ? by_factor(id, c.input.goal->factor) : id}, slots)
      .text();
}

std::vector<GoalRatioRow> rows_of(const Context& c, const ReleasedGoalRow& whole) {
  std::vector<GoalRatioRow> rows{{c.whole_name(), &whole, RowKind::total}};
  for (const auto& a : c.areas)
    if (const auto* row = gender::assessed(c, a.place, "")) rows.push_back({a.area->name, row});
  order_goal_ratios(rows);
  return rows;
}

bool any_shown(const std::vector<GoalRatioRow>& rows) {
  return std::ranges::any_of(rows, [](const auto& row) { return row.row->ratio.is_shown(); });
}

Figure ratios(Context& c, const Slots& slots, const std::vector<GoalRatioRow>& rows) {
  const auto n = ++c.figure_number;
  const auto& p = c.phrases;
  const auto finding = title(c, counted(c));
  const auto chart = goal_ratio_chart({.id = fmt::format("f{}", n),
                                       .title = finding,
                                       .rows = rows,
                                       .goal = &*c.input.goal,
                                       .synthetic = c.project().synthetic},
                                      p);
  return {n,
          finding,
          p.word("gf_areas_subtitle", slots),
          chart,
          p.word("gf_areas_note", slots) + " " + c.source(),
          "mal"};
}

}  // namespace

std::optional<Section> areas_section(Context& c, const Assessments& assessments) {
  const auto rows = rows_of(c, *assessments.whole);
  if (rows.size() < 2) return {};
  const auto& p = c.phrases;
  const auto slots = slots_of(c, *assessments.whole);
  Section section{.heading = p.word("gf_areas_heading", {{"the_many", c.project().area_the_many}}),
                  .main = {},
                  .aside = {Subheading{p.word("gf_why_areas")},
                            Paragraph{gender::goal_word(c, "gf_why_areas_text", slots)}},
                  .id = "omraden"};
  if (!any_shown(rows)) {
    section.main.push_back(Paragraph{title(c, counted(c)) + "."});
    return section;
  }
  section.main.push_back(Paragraph{gender::area_counts(c)});
  section.main.push_back(ratios(c, slots, rows));
  return section;
}

}  // namespace trygg::reports::follow_up
