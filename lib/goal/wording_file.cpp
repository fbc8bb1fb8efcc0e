#include "goal/wording_file.hpp"

#include <fmt/core.h>

#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg {
namespace {

Wording::Kind read_kind(const Config& table) {
  const auto text = table.text("kind");
  if (text == "whole") return Wording::Kind::whole;
  if (text == "every") return Wording::Kind::every;
  if (text != "worst") table.fail("kind", fmt::format("'{}': must be whole, every or worst", text));
  return Wording::Kind::worst;
}

/// `shrink`, `baseline` or the year of another round.
void read_choice(const Config& table, const std::vector<std::string>& baselines, Wording& wording) {
  const auto text = table.optional_text("chosen_by");
  if (!text) return;
  if (*text == "shrink") {
    wording.chosen_by = Wording::Choice::shrink;
  } else if (*text == "baseline") {
    wording.chosen_by = Wording::Choice::baseline;
  } else if (to_number(*text)) {
    wording.chosen_by = Wording::Choice::other_round;
    wording.round = *text;
    for (const auto& baseline : baselines)
      if (*to_number(*text) > to_number(baseline).value_or(INFINITY))
        table.fail("chosen_by", fmt::format("{} is after the baseline, {}: where the share was "
                                            "greatest then is where it had not fallen; choose by "
                                            "an earlier round",
                                            *text, baseline));
  } else {
    table.fail("chosen_by", fmt::format("'{}': must be a round's year, shrink or baseline", *text));
  }
}

std::size_t read_size(const Config& table) {
  const auto count = table.integer("count");
  if (count < 1) table.fail("count", fmt::format("{} must be at least 1", count));
  return static_cast<std::size_t>(count);
}

}  // namespace

std::string default_name(const Wording& wording) {
  if (wording.kind == Wording::Kind::whole) return "whole";
  if (wording.kind == Wording::Kind::every) return fmt::format("every {}", wording.level);
  return fmt::format("worst {} {}", wording.count, wording.level);
}

Wording read_wording(const Config& table, const std::vector<std::string>& baselines) {
  Wording wording{.kind = read_kind(table)};
  if (wording.kind != Wording::Kind::whole) wording.level = table.text("level");
  if (wording.kind == Wording::Kind::worst) {
    wording.count = read_size(table);
    read_choice(table, baselines, wording);
  }
  wording.name = table.text("name", default_name(wording));
  return wording;
}

CountGoal read_count_goal(const Config& table, double target_year) {
  CountGoal goal;
  goal.name = table.text("name");
  goal.list = table.path("list");
  goal.categories = table.texts("categories");
  if (goal.categories.empty()) table.missing("categories");
  goal.label = table.text("label", "");
  goal.target = table.number("target", 0);
  if (!(goal.target >= 0)) table.fail("target", fmt::format("{} is below 0", goal.target));
  goal.target_year = table.number("target_year", target_year);
  return goal;
}

}  // namespace trygg
