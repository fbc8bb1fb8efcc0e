#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/goal_follow_up/parts.hpp"
#include "reports/phrases/by_state.hpp"

namespace trygg::reports::follow_up {
namespace {

constexpr std::size_t longest_headline = 90;  // characters

/// Falling, but too slowly: a verdict of its own.
bool falls_too_slowly(const ReleasedGoalRow& row) {
  return released_development(row) == "reduced_not_halved" && row.course == Course::behind_path;
}

std::string heading(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  const auto text = falls_too_slowly(row) ? c.phrases.say(StatementTemplate{"S38"}, slots).text()
                                          : said(c.phrases, "gf_head", row, slots).text();
  require<ConfigError>(code_points(text) <= longest_headline,
                       "the heading '{}' has more than {} characters; shorten the short_name of "
                       "indicator '{}'",
                       text, longest_headline, c.input.indicator.id);
  return text;
}

std::string lede(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  if (!gender::is_complete(row))
    return c.phrases.say(StatementTemplate{"gf_lede_none"}, slots).text();
  std::vector<Sentence> sentences{c.phrases.say(StatementTemplate{"gf_lede"}, slots)};
  if (row.path.is_shown())
    sentences.push_back(c.phrases.say(StatementTemplate{"gf_lede_path"}, slots));
  return together(sentences);
}

Fact level_fact(const Context& c, const std::string& name, const std::string& wave) {
  const auto& level = c.figures.level(wave, {}, "");
  if (!level.estimate.is_shown())
    return {name, "", c.phrases.number(level.estimate), c.phrases.word("withheld")};
  return {name, "", c.phrases.percent(level.estimate),
          c.phrases.word("interval_is", {{"range", c.phrases.range(level.lower, level.upper)}})};
}

Facts facts(const Context& c, const ReleasedGoalRow& row) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c, row);
  return {{level_fact(c, p.word("gf_fact_base", slots), c.input.goal->baseline()),
           level_fact(c, p.word("gf_fact_now", slots), c.wave()),
           {p.word("gf_fact_goal", slots), "cg", p.percent(row.target),
            gender::goal_word(c, "goal_part", slots)}}};
}

std::vector<Block> aside(const Context& c, const ReleasedGoalRow& row) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c, row);
  const auto& text = c.input.goal->text;
  const auto used = p.word("gf_used", slots);
  std::vector<Block> blocks{Subheading{p.word("gf_goal_heading"), "malet"},
                            Paragraph{text.empty() ? used : typeset(text) + " " + used}};
  if (!gender::target_has_round(c)) {
    blocks.push_back(Subheading{p.word("gf_no_round", slots)});
    blocks.push_back(Paragraph{gender::rounds_sentence(c).text()});
  }
  return blocks;
}

}  // namespace

void write_opening(Document& document, const Context& c, const Assessments& rows) {
  const auto& row = *rows.whole;
  const auto& p = c.phrases;
  const auto slots = slots_of(c, row);
  const auto& goal = *c.input.goal;
  document.publication = p.word("gf_publication");
  const auto name = goal.name.empty() ? p.word("gf_goal_heading") : typeset(goal.name);
  document.kicker = fmt::format("{} · {}", name, p.word("gf_kicker", slots));
  document.heading = heading(c, row);
  document.lede = lede(c, row);
  document.facts = facts(c, row);
  document.aside = aside(c, row);
}

Section verdict_section(const Context& c, const Assessments& rows) {
  const auto& row = *rows.whole;
  auto slots = slots_of(c, row);
  for (auto& [name, value] : slots)
    if (name == "verdict") value = uncapitalised(value);
  VerdictBox box{c.phrases.word("goal_verdict", slots), {}};
  if (gender::is_complete(row)) {
    const auto where = fmt::format("gf_interval_{}", to_text(row.state));
    box.paragraphs = {together(
        {c.phrases.say(templates::S40, slots), c.phrases.say(StatementTemplate{where}, slots)})};
  }
  return {.heading = "",
          .main = {box},
          .aside = {Subheading{c.phrases.word("goal_aside")}, gender::judged_terms(c)}};
}

}  // namespace trygg::reports::follow_up
