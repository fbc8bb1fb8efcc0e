#include "design/spec.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "design/joint_probabilities.hpp"

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

void check_probability(const ProbabilitySpec& probability, const DesignSpec& spec) {
  const auto method = probability.pps;
  const bool needs_joint = method == Pps::ht || method == Pps::yates_grundy;
  require<ConfigError>(!needs_joint || probability.joint,
                       "--pps {} (pps): needs the joint probabilities, --joint FILE (joint)",
                       to_text(method.value_or(Pps::ht)));
  require<ConfigError>(needs_joint || !probability.joint,
                       "--joint (joint): --pps ht or yates-grundy makes use of it, no other");
  require<ConfigError>(
      probability.form == PpsForm::ht || method == Pps::overton || method == Pps::hartley_rao,
      "--pps-form (pps_form): is of --pps overton and hartley-rao; ht and "
      "yates-grundy are forms themselves");
  require<ConfigError>(!method || (spec.stratum_population.empty()),
                       "stratum_population is of simple random sampling, and pps is given");
  if (!needs_joint) return;
  require<ConfigError>(!spec.nest,
                       "--joint (joint): PSUs are found by their codes, which must not repeat "
                       "between strata (--nest)");
  require<ConfigError>(!spec.psu.empty() || !probability.joint->id.empty(),
                       "{}: PSUs are found by their codes; --psu must name them",
                       probability.joint->source);
}

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
    columns.add(step.unit);
  }
  columns.add(spec.calibrated_on);
  if (spec.probability) {
    columns.add(spec.probability->column);
    if (spec.probability->joint) columns.add(spec.probability->joint->id);
  }
  if (spec.certainty) columns.add(spec.certainty->variable);
  columns.add(spec.order);
  if (spec.phase2) {
    columns.add(spec.phase2->members.variable);
    columns.add(spec.phase2->strata);
    columns.add(spec.phase2->probability);
  }
  return columns.take();
}

std::string why_records(const DesignSpec& spec) {
  if (spec.phase2) return "a sample of two phases";
  if (!spec.psu.empty()) return "";
  if (spec.probability && spec.probability->pps) return "records drawn with unequal probabilities";
  if (spec.certainty) return "records taken with certainty";
  return spec.order ? "records drawn in an order" : "";
}

void check_sampling(const DesignSpec& spec) {
  if (spec.probability) check_probability(*spec.probability, spec);
  const bool has_pps = spec.probability && spec.probability->pps;
  require<ConfigError>(!spec.order || !has_pps,
                       "--order and --pps (order, pps): a sample drawn in an order by unequal "
                       "probabilities has no joint probabilities that are known; choose one");
  if (!spec.phase2) return;
  require<ConfigError>(!spec.phase2->strata || !spec.phase2->probability,
                       "--phase2-strata and --phase2-probability (phase2_strata, "
                       "phase2_probability): members are drawn within strata, or each by itself");
  require<ConfigError>(!has_pps && !spec.order,
                       "--phase2 (phase2): the first phase is simple random sampling of units "
                       "within strata, stage by stage, without --pps and --order");
  require<ConfigError>(spec.calibration.empty() && spec.calibrated_on.empty(),
                       "--phase2 (phase2): the variance of two phases knows no calibrated weights; "
                       "give the weights from before the calibration");
}

}  // namespace trygg
