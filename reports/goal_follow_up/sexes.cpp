#include <fmt/format.h>

#include "reports/charts/goal_pair.hpp"
#include "reports/goal_follow_up/parts.hpp"
#include "reports/phrases/by_state.hpp"

namespace trygg::reports::follow_up {
namespace {

std::string clause(const Context& c, const std::string& who, const ReleasedGoalRow& row) {
  auto slots = slots_of(c, row);
  slots.emplace_back("who", c.phrases.word(who));
  return said(c.phrases, "gf_clause", row, slots).text();
}

/// "Bland kvinnor har …; bland män …", or one clause when both are in the same state.
std::string title(const Context& c, const ReleasedGoalRow& women, const ReleasedGoalRow& men) {
  if (released_development(women) == released_development(men))
    return clause(c, "both_sexes", women);
  return clause(c, "women", women) + "; " + uncapitalised(clause(c, "men", men));
}

std::string introduction(const Context& c, const ReleasedGoalRow& women,
                         const ReleasedGoalRow& men) {
  const auto& p = c.phrases;
  std::vector<Sentence> sentences;
  auto slots = slots_of(c, women);
  if (women.ratio.is_shown() && men.ratio.is_shown()) {
    slots.emplace_back("men", p.number(men.ratio));
    slots.emplace_back("men_range", p.range(men.ratio_lower, men.ratio_upper));
    sentences.push_back(p.say(StatementTemplate{"gf_sexes"}, slots));
  }
  const auto& base = c.input.goal->baseline();
  slots.emplace_back("g0", p.number(c.figures.gap(base, {}).estimate));
  slots.emplace_back("g1", p.number(c.figures.gap(c.wave(), {}).estimate));
  sentences.push_back(said(p, "gf_gap", c.figures.gap_change(base, c.wave(), {}), slots));
  return together(sentences);
}

GoalPanel panel(const Context& c, const char* name, const char* style, const ReleasedGoalRow& row) {
  return {c.phrases.word(name), style, gender::observed(c, row.sex), &row};
}

}  // namespace

std::optional<Section> sexes_section(Context& c, const Assessments& rows) {
  const auto& project = c.project();
  const auto &women = *rows.women, &men = *rows.men;
  if (women.decision == Decision::suppress && men.decision == Decision::suppress) return {};
  const auto n = ++c.figure_number;
  const auto finding = title(c, women, men);
  const auto chart =
      goal_pair_chart({.id = fmt::format("f{}", n),
                       .title = finding,
                       .panels = {panel(c, "Women", "w", women), panel(c, "Men", "m", men)},
                       .goal = &*c.input.goal,
                       .comparable_since = project.comparable_since,
                       .synthetic = project.synthetic},
                      c.phrases);
  const auto slots = slots_of(c, women);
  const Figure figure{n,
                      finding,
                      c.phrases.word("gf_sexes_subtitle", slots),
                      chart,
                      c.phrases.word("goal_note", slots) + " " + c.source(),
                      "mal-kon"};
  return Section{.heading = c.phrases.word("gf_sexes_heading"),
                 .main = {Paragraph{introduction(c, women, men)}, figure},
                 .aside = {},
                 .id = "kon",
                 .print = PageBreak::before};
}

}  // namespace trygg::reports::follow_up
