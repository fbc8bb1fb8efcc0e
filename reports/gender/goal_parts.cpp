#include "reports/gender/goal_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/phrases/by_factor.hpp"

namespace trygg::reports::gender {

bool has_goal(const Context& c) {
  return c.input.goal && c.input.goal->indicator == c.input.indicator.id;
}

const ReleasedGoalRow* assessed(const Context& c, const Location& place, std::string_view sex) {
  const auto& rows = c.input.goal_rows;
  const auto found = std::ranges::find_if(rows, [&](const ReleasedGoalRow& row) {
    const bool here = row.area == place.code &&
                      (place.is_whole() || (row.era == place.era && row.area_level == place.level));
    return here && row.occasion == Occasion::round && row.baseline == c.input.goal->baseline() &&
           row.indicator == c.input.indicator.id && row.wave == c.wave() && row.sex == sex;
  });
  return found == rows.end() ? nullptr : &*found;
}

std::string target_year(const Context& c) {
  return fmt::format("{:g}", c.input.goal->target_year);
}

std::string development(const Context& c, const ReleasedGoalRow& row) {
  const auto key = "development_" + row.development;
  if (row.decision == Decision::suppress || !c.phrases.has_word(key))
    return c.phrases.word("development_not_available");
  return goal_word(c, key);
}

std::string verdict(const Context& c, const ReleasedGoalRow& row) {
  const auto known = row.decision == Decision::suppress ? Verdict::not_available : row.state;
  return goal_word(c, "verdict_" + std::string(to_text(known)));
}

std::string goal_word(const Context& c, const std::string& key, const Slots& slots) {
  const auto by_goal = by_factor(key, c.input.goal->factor);
  return c.phrases.word(c.phrases.has_word(by_goal) ? by_goal : key, slots);
}

Slots slots_of(const Context& c, const ReleasedGoalRow& row) {
  const auto& p = c.phrases;
  return {{"share", c.share()},
          {"whole", c.project().whole},
          {"measure", c.input.indicator.measure},
          {"unit", c.unit()},
          {"ages", c.project().ages},
          {"area", c.project().area_one},
          {"t0", row.baseline},
          {"t1", row.wave},
          {"year", target_year(c)},
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

}  // namespace trygg::reports::gender
