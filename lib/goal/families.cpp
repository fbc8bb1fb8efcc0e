#include "goal/families.hpp"

#include <cmath>
#include <map>
#include <string>

#include "estimate/estimator.hpp"

namespace trygg {
namespace {

using Family = std::vector<GoalRow*>;

std::vector<double> adjusted(const Family& family, double GoalRow::*p_value) {
  std::vector<double> p_values;
  for (const auto* row : family) p_values.push_back(row->*p_value);
  return holm(p_values);
}

Verdict adjusted_state(const GoalRow& row, double alpha) {
  const bool is_set = row.ratio.set == RatioSet::interval || row.ratio.set == RatioSet::half_line;
  if (is_set && row.p_reached_adjusted <= alpha) return Verdict::reached;
  return is_set && row.p_not_reached_adjusted <= alpha ? Verdict::not_reached
                                                       : Verdict::cannot_tell;
}

void adjust_family(const Family& family, double alpha) {
  const auto reached = adjusted(family, &GoalRow::p_reached);
  const auto not_reached = adjusted(family, &GoalRow::p_not_reached);
  for (std::size_t i = 0; i < family.size(); ++i) {
    auto& row = *family[i];
    row.p_reached_adjusted = reached[i];
    row.p_not_reached_adjusted = not_reached[i];
    row.state_adjusted = adjusted_state(row, alpha);
    row.family = family.size();
    row.expected_false = static_cast<double>(family.size()) * alpha;
  }
}

}  // namespace

void adjust(std::vector<GoalRow>& rows, double alpha) {
  std::map<std::vector<std::string>, Family> families;
  for (auto& row : rows) {
    if (std::isnan(row.p_reached)) continue;
    families[{row.baseline, std::string(to_text(row.occasion)), row.wave, row.era, row.area_level,
              row.sex}]
        .push_back(&row);
  }
  for (const auto& [key, family] : families) adjust_family(family, alpha);
}

}  // namespace trygg
