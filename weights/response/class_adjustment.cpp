#include "weights/response/class_adjustment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "linalg/sum.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

class AdjustedByClass final : public PreparedStep {
 public:
  AdjustedByClass(const Table& table, Classes classes, Leaving leaving, std::string title)
      : table_(&table),
        classes_(std::move(classes)),
        leaving_(std::move(leaving)),
        title_(std::move(title)) {}
  StepResult run(std::span<const double> weight) const override;
  void reweigh(std::span<double> weight) const override;
  void reweigh(std::span<double> weight, std::span<const double> answers) const override;

 private:
  /// What each class's weights are multiplied by, written into `weight` in place.
  std::vector<double> adjust(std::span<double> weight) const;
  void take_out(std::span<double> weight) const;
  StepReport report(std::span<const double> before, std::span<const double> after,
                    const std::vector<double>& factors) const;

  const Table* table_;
  Classes classes_;
  Leaving leaving_;
  std::string title_;
};

std::vector<double> AdjustedByClass::adjust(std::span<double> weight) const {
  auto factors = class_factors(*table_, classes_, leaving_.stays, weight);
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k])) weight[k] *= leaving_.stays[k] ? factors[classes_.of[k]] : 0.0;
  return factors;
}

void AdjustedByClass::take_out(std::span<double> weight) const {
  for (std::size_t k = 0; k < leaving_.goes.size(); ++k)
    if (leaving_.goes[k] && takes_part(weight[k])) weight[k] = 0;
}

void AdjustedByClass::reweigh(std::span<double> weight) const {
  adjust(weight);
  take_out(weight);
}

void AdjustedByClass::reweigh(std::span<double> weight, std::span<const double> answers) const {
  reweigh_by_class(*table_, classes_, leaving_.stays, answers, weight);
  take_out(weight);
}

/// By class: records and sums before and after among those who stay, and the sum of the class.
StepReport AdjustedByClass::report(std::span<const double> before, std::span<const double> after,
                                   const std::vector<double>& factors) const {
  StepReport report{.title = title_};
  const auto counts = count_classes(*table_, classes_, leaving_.stays, before);
  std::vector<Sum> all(factors.size()), was(factors.size()), is(factors.size());
  for (std::size_t k = 0; k < before.size(); ++k) {
    if (!takes_part(before[k])) continue;
    const auto c = classes_.of[k];
    all[c].add(before[k] * table_->records_of(k));
    if (!leaving_.stays[k]) continue;
    was[c].add(before[k] * table_->records_of(k));
    is[c].add(after[k] * table_->records_of(k));
  }
  for (std::size_t c = 0; c < factors.size(); ++c) {
    report.totals.push_back({.source = {},
                             .level = classes_.name[c],
                             .records = counts.stayed[c],
                             .before = was[c].value(),
                             .after = is[c].value(),
                             .target = all[c].value(),
                             .given = all[c].value()});
    const auto& met = report.totals.back();
    report.largest_gap = std::max(
        report.largest_gap, std::abs(met.after - met.target) / std::max(1.0, std::abs(met.target)));
  }
  const auto [smallest, largest] = std::ranges::minmax_element(factors);
  report.smallest_g = *smallest;
  report.largest_g = *largest;
  return report;
}

StepResult AdjustedByClass::run(std::span<const double> weight) const {
  StepResult result{.weight = {weight.begin(), weight.end()}, .calibration = CalibrationSpec{}};
  const auto factors = adjust(result.weight);
  result.report = report(weight, result.weight, factors);
  if (!leaving_.goes.empty()) result.adjusted = result.weight;
  take_out(result.weight);
  result.calibration->sample_margins = {classes_.variables};
  result.calibration->response = true;
  result.calibration->unit = leaving_.unit;
  result.calibration->distance = "classes";
  result.report.remarks.push_back(response_rate_text(*table_, leaving_.stays, weight));
  return result;
}

}  // namespace

void reweigh_by_class(const Table& table, const Classes& classes,
                      std::span<const std::uint8_t> stays, std::span<const double> answers,
                      std::span<double> weight) {
  const auto factors = class_factors(table, classes, stays, weight);
  std::vector<Sum> once(factors.size()), counted(factors.size());
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k]) || !stays[k]) continue;
    const double d = weight[k] * table.records_of(k);
    once[classes.of[k]].add(d);
    counted[classes.of[k]].add(d * answers[k]);
  }
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    const auto c = classes.of[k];
    weight[k] *= stays[k] ? factors[c] * answers[k] * once[c].value() / counted[c].value() : 0.0;
  }
}

std::unique_ptr<const PreparedStep> adjust_by_class(const Table& table, Classes classes,
                                                    Leaving leaving, std::string title) {
  return std::make_unique<AdjustedByClass>(table, std::move(classes), std::move(leaving),
                                           std::move(title));
}

std::string response_rate_text(const Table& table, std::span<const std::uint8_t> stays,
                               std::span<const double> weight) {
  Sum all, part;
  std::size_t sampled = 0, stayed = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    const double d = weight[k] * table.records_of(k);
    all.add(d);
    sampled += table.records_of(k);
    if (!stays[k]) continue;
    part.add(d);
    stayed += table.records_of(k);
  }
  return fmt::format("{} of {} stand for all: {:.1f} %, weighted {:.1f} %", stayed, sampled,
                     100.0 * static_cast<double>(stayed) / static_cast<double>(sampled),
                     100 * part.value() / all.value());
}

}  // namespace trygg::weights
