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

VerdictBox verdict_box(const Context& c, const ReleasedGoalRow& row) {
  const auto slots = slots_of(c, row);
  VerdictBox box{c.phrases.word("goal_verdict", lower_verdict(slots)), {}};
  if (is_complete(row))
    box.paragraphs = {
        together({c.phrases.say(t::S40, slots), c.phrases.say(t::goal_levels, slots)})};
  return box;
}

std::vector<Block> aside(const Context& c) {
  const auto& p = c.phrases;
  std::vector<Block> blocks{Subheading{p.word("goal_aside")}, judged_terms(c)};
  if (!target_has_round(c)) {
    blocks.push_back(Subheading{p.word("goal_rounds")});
    blocks.push_back(Paragraph{rounds_sentence(c).text()});
  }
  return blocks;
}

}  // namespace

std::string goal_point(const Context& c) {
  if (!has_goal(c)) return "";
  const auto* row = assessed(c, {}, "");
  if (row == nullptr || !is_complete(*row)) return "";
  const auto slots = lower_verdict(slots_of(c, *row));
  return c.phrases.say(t::goal_point, slots).text();
}

std::optional<Section> goal_section(Context& c) {
  if (!has_goal(c)) return {};
  const auto* whole = assessed(c, {}, "");
  if (whole == nullptr) return {};
  Section section{
      .heading = c.phrases.word("goal_heading"),
      .main = {verdict_box(c, *whole), goal_tracker(c, *whole, course_title(c, *whole))},
      .aside = aside(c)};
  if (!c.areas.empty()) section.main.push_back(Paragraph{area_counts(c)});
  return section;
}

}  // namespace trygg::reports::gender
