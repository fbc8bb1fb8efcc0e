#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/calibration_keys.hpp"
#include "weights/lay_totals.hpp"
#include "weights/parts.hpp"
#include "weights/reweighting.hpp"
#include "weights/rows.hpp"
#include "weights/steps.hpp"

namespace trygg::weights {
namespace {

class Calibrate final : public Step {
 public:
  explicit Calibrate(const Config& config) : keys_(read_calibration_keys(config)) {}
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override;
  std::vector<std::string> columns() const override { return columns_of(keys_); }

 private:
  CalibrationKeys keys_;
};

std::string title(const CalibrationKeys& keys) {
  const auto count = keys.margins.size();
  auto text = fmt::format("calibrate, {}, {} margin{}{}", keys.distance->name, count,
                          count == 1 ? "" : "s", keys.numeric.empty() ? "" : " and numeric totals");
  if (!keys.partition.empty()) text += ", by " + joined(keys.partition, ", ");
  if (keys.household) text += ", one weight per " + *keys.household;
  return text;
}

class PreparedCalibrate final : public PreparedStep {
 public:
  PreparedCalibrate(const CalibrationKeys& keys, const StepInput& input);
  StepResult run(std::span<const double> weight) const override;
  void reweigh(std::span<double> weight) const override;
  std::shared_ptr<const LaidTotals> kept() const override { return laying_.totals; }

 private:
  struct Limits {
    std::vector<double> lower, upper;  // of g by record; empty: those of the shape
  };
  Targets targets() const;
  /// Bounds on the weight as bounds on g.
  Limits limits(std::span<const double> weight) const;
  Calibration solve(std::span<const double> weight, std::span<const double> d) const;
  void remark_gaps(StepReport& report) const;

  const Table* table_;
  CalibrationKeys keys_;
  Laying laying_;
  Targets target_;
  Parts parts_;
};

PreparedCalibrate::PreparedCalibrate(const CalibrationKeys& keys, const StepInput& input)
    : table_(&input.table),
      keys_(keys),
      laying_(lay_totals(keys, input.table, input.weight)),
      target_(targets()),
      parts_(*laying_.totals, times_records(input.weight, input.table),
             keys.weight_bounds ? Parts::Unit::record : Parts::Unit::pattern) {}

Targets PreparedCalibrate::targets() const {
  Targets all;
  for (const auto& margin : laying_.totals->margins) all.margins.push_back(margin.total);
  for (const auto& v : laying_.totals->numeric) all.numeric.push_back(v.total);
  return all;
}

PreparedCalibrate::Limits PreparedCalibrate::limits(std::span<const double> weight) const {
  if (!keys_.weight_bounds) return {};
  const auto [low, high] = *keys_.weight_bounds;
  Limits limits{std::vector<double>(weight.size(), keys_.shape.lower),
                std::vector<double>(weight.size(), keys_.shape.upper)};
  std::vector<std::size_t> outside, nothing_left;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    limits.lower[k] = std::max(keys_.shape.lower, std::min(low / weight[k], high / weight[k]));
    limits.upper[k] = std::min(keys_.shape.upper, std::max(low / weight[k], high / weight[k]));
    if (!(weight[k] > low && weight[k] < high)) outside.push_back(k);
    if (limits.lower[k] > limits.upper[k]) nothing_left.push_back(k);
  }
  const bool needs_one = keys_.distance->name == "logit";
  require<InputError>(!needs_one || outside.empty(),
                      "{}: {} {} a weight before this step that is not between the weight_bounds "
                      "{} and {}, which logit cannot mend ({}); widen them, or use truncated",
                      table_->source(), respondents(outside.size()),
                      outside.size() == 1 ? "has" : "have", shortest(low), shortest(high),
                      row_numbers(outside));
  require<InputError>(nothing_left.empty(),
                      "{}: for {} bounds and weight_bounds exclude each other ({}); widen one of "
                      "them",
                      table_->source(), respondents(nothing_left.size()),
                      row_numbers(nothing_left));
  return limits;
}

Calibration PreparedCalibrate::solve(std::span<const double> weight,
                                     std::span<const double> d) const {
  check_households(*laying_.totals, *table_, weight);
  const auto limits = this->limits(weight);
  return parts_.solve({d, limits.lower, limits.upper, target_, *keys_.distance, keys_.shape});
}

/// Of every file of soft totals, the largest gap that its price leaves.
void PreparedCalibrate::remark_gaps(StepReport& report) const {
  for (const auto* files : {&keys_.margins, &keys_.numeric}) {
    for (const auto& file : *files) {
      if (file.price == 0) continue;
      const MetTotal* worst = nullptr;
      for (const auto& met : report.totals)
        if (met.source == file.path.string() &&
            (!worst || std::abs(met.after - met.target) > std::abs(worst->after - worst->target)))
          worst = &met;
      if (worst)
        report.remarks.push_back(
            fmt::format("{} has the price {}: its largest gap is {:+.4g} ({}: {:.10g} in place of "
                        "{:.10g})",
                        file.name, shortest(file.price), worst->after - worst->target, worst->level,
                        worst->after, worst->target));
    }
  }
}

StepResult PreparedCalibrate::run(std::span<const double> weight) const {
  const auto& laid = *laying_.totals;
  const auto d = times_records(weight, *table_);
  const auto solved = solve(weight, d);
  auto result = reweighted(weight, solved);
  auto& report = result.report;
  report.title = title(keys_);
  report.totals =
      met_totals(laid, sums(laid, d), sums(laid, times_records(result.weight, *table_)), target_);
  report.remarks = laying_.remarks;
  remark_gaps(report);
  result.calibration = spec_of(laid);
  result.calibration->scale = keys_.scale;
  result.calibration->distance = keys_.distance->name;
  return result;
}

void PreparedCalibrate::reweigh(std::span<double> weight) const {
  const auto d = times_records(weight, *table_);
  const auto solved = solve(weight, d);
  for (std::size_t k = 0; k < d.size(); ++k)
    if (d[k] != 0) weight[k] *= solved.g[k];
}

std::unique_ptr<const PreparedStep> Calibrate::prepare(const StepInput& input) const {
  return std::make_unique<PreparedCalibrate>(keys_, input);
}

std::vector<TotalsFile> Calibrate::files() const {
  std::vector<TotalsFile> all;
  for (const auto& file : keys_.margins)
    all.push_back({file.path, TotalsFile::Kind::margin, keys_.partition});
  for (const auto& file : keys_.numeric)
    all.push_back({file.path, TotalsFile::Kind::numeric, keys_.partition});
  return all;
}

std::shared_ptr<const Step> read(const Config& config, const StepContext&) {
  return std::make_shared<Calibrate>(config);
}

}  // namespace

constinit const StepKind calibrate_kind{
    "calibrate", "meet known totals with weights as near as possible to those before", read};

}  // namespace trygg::weights
