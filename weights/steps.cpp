#include "weights/steps.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg::weights {

const StepKind& find_step_kind(const Config& step) {
  static constexpr std::array all{&calibrate_kind, &eligibility_kind, &nonresponse_kind,
                                  &trim_kind};
  const auto name = step.text("kind");
  const auto found = std::ranges::find(all, name, &StepKind::name);
  if (found == all.end()) {
    std::vector<std::string> known;
    for (const auto* kind : all) known.emplace_back(kind->name);
    step.fail("kind", fmt::format("no step '{}'; known: {}", name, joined(known, ", ")));
  }
  return **found;
}

}  // namespace trygg::weights
