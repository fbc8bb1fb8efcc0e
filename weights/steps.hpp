#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "weights/response/outcome.hpp"
#include "weights/step.hpp"

namespace trygg {
class Config;
}

namespace trygg::weights {

/// What the recipe says outside of its steps.
struct StepContext {
  std::optional<Outcome> outcome;
};

/// A kind of step: one file that reads and runs it, and one row in the table of steps.cpp.
struct StepKind {
  std::string_view name;  ///< as a recipe names it
  std::string_view summary;
  std::shared_ptr<const Step> (*read)(const Config& step, const StepContext& context);
};

/// \throws ConfigError  no such kind; known ones are listed
const StepKind& find_step_kind(const Config& step);

/// kind = "calibrate", step_calibrate.cpp.
extern const StepKind calibrate_kind;
/// kind = "eligibility", step_eligibility.cpp.
extern const StepKind eligibility_kind;
/// kind = "nonresponse", step_nonresponse.cpp.
extern const StepKind nonresponse_kind;
/// kind = "trim", step_trim.cpp.
extern const StepKind trim_kind;

}  // namespace trygg::weights
