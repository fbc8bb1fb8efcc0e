#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/calibration_keys.hpp"
#include "weights/parts.hpp"
#include "weights/reweighting.hpp"
#include "weights/rows.hpp"
#include "weights/steps.hpp"
#include "weights/totals/lay_totals.hpp"

namespace trygg::weights {
namespace {

class Calibrate final : public Step {
 public:
  explicit Calibrate(const Config& config) : keys_(read_calibration_keys(config)) {}
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override;
  std::vector<std::string> columns() const override { return columns_of(keys_); }
  bool treats_alike() const override { return !keys_.weight_bounds && !keys_.household; }

 private:
  CalibrationKeys keys_;
};

std::string title(const CalibrationKeys& keys) {
  const auto count = keys.margins.size();
  auto text = fmt::format("calibrate, {}, {} margin{}{}", keys.distance->name, count,
                          count == 1 ? "" : "s", keys.numeric.empty() ? "" : " and numeric totals");
  const auto of_sample = keys.sample_margins.size() + keys.sample_numeric.size();
  if (of_sample > 0)
    text += fmt::format(", {} total{} of the sample", of_sample, of_sample == 1 ? "" : "s");
  if (keys.respondents) text += ", for non-response";
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
  /// Bounds on the weight as bounds on g, from the weights of the sample: a replicate has the same
  /// bounds on g, since bounds on its weights would cut what it varies.
  Limits limits(std::span<const double> weight) const;
  /// \param weight  of those who answered; 0 for others
  Calibration solve(std::span<const double> weight, const Targets& target, Failure failure) const;
  /// q g'(u) by record, where g is far from 1 and the distance is not linear.
  std::vector<double> slope(std::span<const double> answered, const Calibration& solved) const;
  void remark_factors(const SampleTargets& targets, StepReport& report) const;
  void remark_gaps(StepReport& report) const;

  const Table* table_;
  CalibrationKeys keys_;
  Laying laying_;
  Parts parts_;
  Limits limits_;
};

PreparedCalibrate::PreparedCalibrate(const CalibrationKeys& keys, const StepInput& input)
    : table_(&input.table),
      keys_(keys),
      laying_(lay_totals(keys, input.table, input.weight)),
      parts_(*laying_.totals,
             times_records(of_respondents(*laying_.totals, input.weight), input.table),
             keys.weight_bounds ? Parts::Unit::record : Parts::Unit::pattern),
      limits_(limits(of_respondents(*laying_.totals, input.weight))) {}

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

Calibration PreparedCalibrate::solve(std::span<const double> weight, const Targets& target,
                                     Failure failure) const {
  check_households(*laying_.totals, *table_, weight);
  return parts_.solve({times_records(weight, *table_), limits_.lower, limits_.upper, target,
                       *keys_.distance, keys_.shape, Parts::Request::Terms::as_laid, failure,
                       keys_.weight_bounds});
}

/// Of every file of soft totals, the largest gap that its price leaves.
void PreparedCalibrate::remark_gaps(StepReport& report) const {
  for (const auto* files : {&keys_.margins, &keys_.numeric}) {
    for (const auto& file : *files) {
      if (file.price == 0) continue;
      const MetTotal* worst = nullptr;
      for (const auto& met : report.totals)
        if (met.source == file.path.filename().string() &&
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

/// By what totals of the sample were multiplied.
void PreparedCalibrate::remark_factors(const SampleTargets& targets, StepReport& report) const {
  const auto [least, most] = std::ranges::minmax(targets.factor);
  if (least == 1 && most == 1) return;
  const auto factor = least == most ? fmt::format("{:.6g}", least)
                                    : fmt::format("{:.6g} to {:.6g}, by part", least, most);
  report.remarks.push_back("totals of the sample were multiplied by " + factor +
                           ", to sum to the population of the first margin");
}

std::vector<double> PreparedCalibrate::slope(std::span<const double> answered,
                                             const Calibration& solved) const {
  if (laying_.totals->responds.empty() || keys_.distance->reach == Distance::Reach::any_sign)
    return {};
  constexpr double least = 1e-12;  // a scale is positive; at a bound it is next to nothing
  const auto q = keys_.scale ? table_->numbers(*keys_.scale) : std::vector<double>();
  std::vector<double> slope(answered.size(), 1.0);
  for (std::size_t k = 0; k < slope.size(); ++k) {
    if (!takes_part(answered[k])) continue;
    auto shape = keys_.shape;
    if (!limits_.lower.empty()) shape.lower = limits_.lower[k], shape.upper = limits_.upper[k];
    const double at = keys_.distance->slope_at(solved.g[k], shape);
    slope[k] = std::max(least, at * (q.empty() ? 1.0 : q[k]));
  }
  return slope;
}

StepResult PreparedCalibrate::run(std::span<const double> weight) const {
  const auto& laid = *laying_.totals;
  const auto targets = targets_of(laid, times_records(weight, *table_));
  const auto answered = of_respondents(laid, weight);
  const auto solved = solve(answered, targets.target, Failure::certified);
  auto result = reweighted(answered, solved);
  result.slope = slope(answered, solved);
  auto& report = result.report;
  report.title = title(keys_);
  report.totals = met_totals(laid, sums(laid, times_records(answered, *table_)),
                             sums(laid, times_records(result.weight, *table_)), targets.target);
  report.remarks = laying_.remarks;
  remark_factors(targets, report);
  remark_gaps(report);
  result.calibration = spec_of(laid);
  result.calibration->scale = keys_.scale;
  result.calibration->distance = keys_.distance->name;
  return result;
}

void PreparedCalibrate::reweigh(std::span<double> weight) const {
  const auto& laid = *laying_.totals;
  const auto targets = targets_of(laid, times_records(weight, *table_));
  for (std::size_t k = 0; k < laid.responds.size(); ++k)
    if (!laid.responds[k] && weight[k] == weight[k]) weight[k] = 0;
  const auto solved = solve(weight, targets.target, Failure::named);
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k])) weight[k] *= solved.g[k];
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
