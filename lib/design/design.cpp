#include "design/design.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "design/calibration_columns.hpp"
#include "design/replicate_weights.hpp"
#include "design/stages.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

bool may_be_negative(const DesignSpec& spec) {
  return std::ranges::any_of(spec.calibration,
                             [](const auto& step) { return step.distance == "linear"; });
}

void require_not_negative(const Table& table, const std::string& column,
                          std::span<const double> weight) {
  const auto negative = std::ranges::find_if(weight, [](double w) { return w < 0; });
  require<InputError>(negative == weight.end(),
                      "{}: {}, column '{}': the weight is negative; only weights that a linear "
                      "calibration made may be (declare it in a design file)",
                      table.source(),
                      table.place(static_cast<std::size_t>(negative - weight.begin())), column);
}

}  // namespace

double CalibrationStep::metric(std::size_t k) const {
  if (response && after[k] == 0) return 0;
  return std::abs(before[k]) * (scale.empty() ? 1.0 : scale[k]);
}

double CalibrationStep::gram_metric(std::size_t k) const {
  if (multiplier.empty()) return metric(k);
  return std::abs(before[k]) * scale[k] * multiplier[k];  // scale: (1 − p)/p²
}

/// Rows of folded data that lie in PSUs weigh what all their records do.
void Design::sum_weights() {
  const auto multiply = [this](std::vector<double>& weight) {
    for (std::size_t k = 0; k < multiplicity_.size(); ++k) weight[k] *= multiplicity_[k];
  };
  multiply(weight_);
  for (auto& step : calibration_) {
    multiply(step.before);
    multiply(step.after);
  }
}

bool Design::has_response_step() const {
  return std::ranges::any_of(calibration_, &CalibrationStep::response);
}

std::vector<double> Design::sampling_fraction() const {
  std::vector<double> fraction(records(), 1.0);
  for (const auto& stage : stages_)
    for (std::size_t k = 0; k < fraction.size(); ++k)
      fraction[k] *= stage.fraction[stage.parent[stage.unit[k]]];
  return fraction;
}

void Design::use_replicates(std::shared_ptr<const ReplicateWeights> replicates) {
  require(replicates && replicates->weight.size() == records() * replicates->count,
          "replicate weights of other records than the design's {}", records());
  replicates_ = std::move(replicates);
  calibration_.clear();
}

Design make_design(const Table& table, const DesignSpec& spec) {
  require<InputError>(table.rows() > 0, "{}: there are no records", table.source());
  Design design;
  design.lonely_psu_ = spec.lonely_psu;
  const auto weight =
      spec.weight ? table.numbers(*spec.weight) : std::vector<double>(table.rows(), 1.0);
  if (spec.weight && !may_be_negative(spec)) require_not_negative(table, *spec.weight, weight);

  for (std::size_t row = 0; row < weight.size(); ++row) {
    if (std::isnan(weight[row])) {
      design.left_out_ += table.records_of(row);
      continue;
    }
    design.weight_.push_back(weight[row]);
    design.table_row_.push_back(static_cast<std::uint32_t>(row));
    if (!table.multiplicity.empty()) design.multiplicity_.push_back(table.multiplicity[row]);
  }
  require<InputError>(design.records() > 0, "{}: column '{}': no record has a weight",
                      table.source(), spec.weight.value_or(""));

  auto units = read_stages(table, spec, design.table_row_);
  design.stages_ = std::move(units.stages);
  design.stratum_names_ = std::move(units.stratum_names);
  design.calibration_ = read_calibration(table, spec, design.table_row_, design.weight_);
  design.records_are_units_ = spec.psu.empty();
  if (!design.records_are_units_) design.sum_weights();
  return design;
}

}  // namespace trygg
