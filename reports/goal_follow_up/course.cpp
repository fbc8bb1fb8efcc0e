#include <fmt/format.h>

#include "reports/goal_follow_up/parts.hpp"
#include "reports/phrases/by_factor.hpp"
#include "reports/phrases/by_state.hpp"

namespace trygg::reports::follow_up {
namespace {

/// Where the outcome is beside the path, by the interval of the distance.
std::string course_sentence(const Context& c, const ReleasedGoalRow& row) {
  const auto id = fmt::format("gf_course_{}", to_text(row.course));
  return c.phrases.say(StatementTemplate{id}, slots_of(c, row)).text();
}

std::string title(const Context& c, const ReleasedGoalRow& row) {
  const bool falls = released_development(row) == "reduced_not_halved" ||
                     released_development(row) == "reduced_unclear";
  if (falls && row.course == Course::behind_path)
    return c.phrases.say(StatementTemplate{"gf_course_title"}, slots_of(c, row)).text();
  return gender::course_title(c, row);
}

}  // namespace

std::optional<Section> course_section(Context& c, const Assessments& rows) {
  const auto& row = *rows.whole;
  if (row.decision == Decision::suppress || c.project().rounds.size() < 2) return {};
  return Section{
      .heading = c.phrases.word("gf_course_heading"),
      .main = {Paragraph{course_sentence(c, row)}, gender::goal_tracker(c, row, title(c, row))},
      .aside = {},
      .id = "utfall"};
}

std::optional<Section> remaining_section(const Context& c, const Assessments& rows) {
  const auto& row = *rows.whole;
  if (!gender::is_complete(row) || row.state == Verdict::reached) return {};
  const auto sentence = [&](std::string_view id, const ReleasedGoalRow& of) {
    return c.phrases.say(StatementTemplate{id}, slots_of(c, of));
  };
  std::vector<Sentence> sentences{sentence("S39", row)};
  const auto &women = *rows.women, &men = *rows.men;
  if (women.remaining.is_shown() && men.remaining.is_shown()) {
    auto slots = slots_of(c, women);
    slots.emplace_back("women", c.phrases.number(women.remaining));
    slots.emplace_back("men", c.phrases.number(men.remaining));
    const auto id = by_factor("gf_remaining_sexes", c.input.goal->factor);
    sentences.push_back(c.phrases.say(StatementTemplate{id}, slots));
  }
  return Section{.heading = c.phrases.word("gf_remaining_heading"),
                 .main = {Paragraph{together(sentences)}},
                 .aside = {},
                 .id = "aterstar"};
}

}  // namespace trygg::reports::follow_up
