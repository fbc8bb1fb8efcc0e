#include "design/spec.hpp"

#include <algorithm>

namespace trygg {
namespace {

class Columns {
 public:
  void add(const std::string& name) {
    if (std::ranges::find(names_, name) == names_.end()) names_.push_back(name);
  }
  void add(const std::optional<std::string>& name) {
    if (name) add(*name);
  }
  void add(const std::vector<std::string>& names) {
    for (const auto& name : names) add(name);
  }
  void add(const std::vector<std::vector<std::string>>& margins) {
    for (const auto& margin : margins) add(margin);
  }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> columns_of(const DesignSpec& spec) {
  Columns columns;
  columns.add(spec.weight);
  columns.add(spec.strata);
  columns.add(spec.psu);
  columns.add(spec.fpc);
  for (const auto& step : spec.calibration) {
    columns.add(step.weight_before);
    columns.add(step.weight_after);
    columns.add(step.margins);
    columns.add(step.numeric);
    columns.add(step.sample_margins);
    columns.add(step.sample_numeric);
    columns.add(step.scale);
    columns.add(step.propensity);
    columns.add(step.partition);
    columns.add(step.household);
  }
  columns.add(spec.calibrated_on);
  return columns.take();
}

}  // namespace trygg
