#include "design/design.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "design/calibration_columns.hpp"
#include "design/replicate_weights.hpp"
#include "design/response_units.hpp"
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

/// Weights 1/(π f₂ f₃ …), where none were given.
void multiply_by_inverses(std::vector<double>& weight, std::span<const Stage> stages,
                          std::span<const double> probability) {
  for (std::size_t k = 0; k < weight.size(); ++k) {
    weight[k] /= probability[stages.front().unit[k]];
    for (const auto& stage : stages.subspan(1)) {
      const double f = stage.fraction_of(stage.unit[k]);
      require<ConfigError>(f > 0,
                           "--probability (probability) makes weights of the first stage only; "
                           "--weight, or the --fpc of every later stage, must give the rest");
      weight[k] /= f;
    }
  }
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
      fraction[k] *= stage.fraction_of(stage.unit[k]);
  return fraction;
}

void Design::use_replicates(std::shared_ptr<const ReplicateWeights> replicates) {
  require(replicates && replicates->weight.size() == records() * replicates->count,
          "replicate weights of other records than the design's {}", records());
  replicates_ = std::move(replicates);
  calibration_.clear();
}

/// What is not simple random sampling of the first stage, and the weights that follow from it.
void Design::draw(const Table& table, const DesignSpec& spec, std::vector<double> probability) {
  const auto& first = stages_.front();
  if (spec.probability && !spec.weight) multiply_by_inverses(weight_, stages_, probability);
  if (spec.probability && spec.probability->pps)
    unequal_ = unequal_probabilities(table, spec, first, table_row_, std::move(probability));
  if (spec.order) order_ = read_order(table, spec, first, table_row_);
  if (!spec.phase2) return;
  phase2_ = read_second_phase(table, spec, table_row_);
  for (std::size_t k = 0; k < weight_.size(); ++k)
    weight_[k] = phase2_->member[k] ? weight_[k] / phase2_->probability_of(k) : 0.0;
}

Design make_design(const Table& table, const DesignSpec& spec) {
  check_sampling(spec);
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
  design.draw(table, spec, std::move(units.probability));
  design.calibration_ = read_calibration(table, spec, design.table_row_, design.weight_);
  for (std::size_t s = 0; s < spec.calibration.size(); ++s)
    if (const auto& unit = spec.calibration[s].unit)
      design.calibration_[s].unit = read_response_units(
          table, *unit, design.table_row_, design.calibration_[s], design.stages_.front());
  design.records_are_units_ = spec.psu.empty();
  if (!design.records_are_units_) design.sum_weights();
  return design;
}

}  // namespace trygg
