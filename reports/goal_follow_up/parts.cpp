#include "reports/goal_follow_up/parts.hpp"

#include <fmt/format.h>

namespace trygg::reports::follow_up {
namespace {

/// What stands for an assessment that was not made: everything withheld.
ReleasedGoalRow absent(const Context& c) {
  ReleasedGoalRow row;
  row.wave = c.wave();
  row.baseline = c.input.goal->baseline();
  row.indicator = c.input.indicator.id;
  return row;
}

}  // namespace

Assessments::Assessments(const Context& c) : absent_(absent(c)) {
  const auto found = [&](const std::string& sex) {
    const auto* row = gender::assessed(c, {}, sex);
    return row == nullptr ? &absent_ : row;
  };
  whole = found("");
  women = found(c.project().women_code);
  men = found(c.project().men_code);
}

Slots slots_of(const Context& c, const ReleasedGoalRow& row) {
  const auto& p = c.phrases;
  auto slots = gender::slots_of(c, row);
  const bool is_half = c.input.goal->factor == 0.5;
  const Slots more{{"definition", c.input.indicator.definition},
                   {"survey", c.project().survey},
                   {"place", c.project().place},
                   {"Whole", c.whole_name()},
                   {"factor", fmt::format("{:g}", 100 * c.input.goal->factor)},
                   {"halved", p.word(is_half ? "gf_halved" : "gf_reached")},
                   {"is_halved", p.word(is_half ? "gf_is_halved" : "gf_is_reached")},
                   {"distance", p.number(row.distance)},
                   {"distance_range", p.range(row.distance_lower, row.distance_upper)},
                   {"remaining", p.number(row.remaining)},
                   {"remaining_range", p.range(row.remaining_lower, row.remaining_upper)}};
  slots.insert(slots.end(), more.begin(), more.end());
  return slots;
}

}  // namespace trygg::reports::follow_up
