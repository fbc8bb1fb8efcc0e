#include "project/steps.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

void require_inputs(const Step& step, std::span<const Step> steps) {
  for (const auto& input : step.inputs) {
    if (std::filesystem::exists(input)) continue;
    std::string hint;
    for (const auto& other : steps)
      if (std::ranges::find(other.outputs, input) != other.outputs.end())
        hint = fmt::format("; step '{}' makes it", other.name);
    throw InputError(
        fmt::format("step '{}' reads {}, which is not there{}", step.name, input.string(), hint));
  }
}

}  // namespace

void run_steps(std::span<const Step> steps, const std::string& only,
               const std::function<void(const Step&)>& told) {
  if (!only.empty() && std::ranges::find(steps, only, &Step::name) == steps.end()) {
    std::vector<std::string> names;
    for (const auto& step : steps) names.push_back(step.name);
    throw ConfigError(
        fmt::format("--only '{}': there is no such step{}", only, did_you_mean(only, names)));
  }
  for (const auto& step : steps) {
    if (!only.empty() && step.name != only) continue;
    require_inputs(step, steps);
    told(step);
    step.run();
  }
}

}  // namespace trygg
