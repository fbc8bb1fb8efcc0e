#include "tools/coverage_goal.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "indicator/indicator.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {

DeclareWeights declaring(const weights::Recipe& recipe) {
  return [&recipe](Table& table) {
    auto weighted = weights::weigh(table, recipe, weights::Replicates::leave);
    for (auto& column : weighted.columns) table.add(std::move(column));
    return weighted.design;
  };
}

Goal studied_goal(const std::string& path) {
  auto goal = read_goal(path);
  require<ConfigError>(goal.factor == GoalPlan::factor,
                       "{}: factor = {}: what is judged is a halving, factor = {}", path,
                       goal.factor, GoalPlan::factor);
  require<ConfigError>(goal.path == GoalPath::exponential,
                       "{}: path = \"linear\": what is judged follows the exponential path", path);
  return goal;
}

const Indicator& studied_indicator(const SynthModel& model, const Goal& goal,
                                   const std::string& path) {
  std::vector<std::string> names;
  for (const auto& indicator : model.indicators) names.push_back(indicator.id);
  const auto found = std::ranges::find(names, goal.indicator);
  require<ConfigError>(found != names.end(), "{}: indicator = \"{}\": there is no such indicator{}",
                       path, goal.indicator, did_you_mean(goal.indicator, names));
  const auto& indicator = model.indicators[static_cast<std::size_t>(found - names.begin())];
  require<ConfigError>(indicator.kind != IndicatorKind::index,
                       "{}: indicator = \"{}\": is a mean, and a goal is set for a share", path,
                       goal.indicator);
  return indicator;
}

}  // namespace trygg::tools
