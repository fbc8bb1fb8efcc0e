#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "table/table.hpp"
#include "weights/parts.hpp"
#include "weights/reweighting.hpp"
#include "weights/rows.hpp"
#include "weights/steps.hpp"
#include "weights/totals/laid_totals.hpp"

namespace trygg::weights {
namespace {

/// What weights are cut to.
struct Range {
  double lowest = 0, highest = std::numeric_limits<double>::infinity();
};

struct TrimKeys {
  std::optional<double> max_weight, max_ratio, min_weight;
};

/// A number above 0, where there is one.
std::optional<double> positive(const Config& config, std::string_view key) {
  const auto number = config.optional_number(key);
  if (number && !(*number > 0)) config.fail(key, "must be above 0");
  return number;
}

TrimKeys read_keys(const Config& config) {
  const TrimKeys keys{positive(config, "max_weight"), positive(config, "max_ratio"),
                      positive(config, "min_weight")};
  if (keys.max_weight.has_value() == keys.max_ratio.has_value())
    config.fail("max_weight",
                "a trim needs max_weight or max_ratio (to the median weight), one of them");
  if (keys.max_ratio && !(*keys.max_ratio > 1)) config.fail("max_ratio", "must be above 1");
  if (keys.min_weight && keys.max_weight && !(*keys.min_weight < *keys.max_weight))
    config.fail("min_weight", "must be below max_weight");
  return keys;
}

class Trim final : public Step {
 public:
  explicit Trim(const Config& config) : config_(config), keys_(read_keys(config)) {}
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override { return {}; }
  std::vector<std::string> columns() const override { return {}; }

 private:
  Config config_;  // for the message, should there be nothing to keep
  TrimKeys keys_;
};

/// Weights, cut, that keep the totals of the calibration before.
class PreparedTrim final : public PreparedStep {
 public:
  PreparedTrim(const TrimKeys& keys, const StepInput& input)
      : table_(&input.table),
        keys_(keys),
        laid_(input.previous->kept()),
        parts_(*laid_, times_records(input.weight, input.table), Parts::Unit::record),
        range_(range(input.weight)) {
    set_bounds(input.weight);
  }
  StepResult run(std::span<const double> weight) const override;
  void reweigh(std::span<double> weight) const override;
  std::shared_ptr<const LaidTotals> kept() const override { return laid_; }

 private:
  Range range(std::span<const double> weight) const;
  /// The range as bounds on g, from the weights of the sample: a replicate has the same bounds on
  /// g, since a highest weight would cut what it varies.
  void set_bounds(std::span<const double> weight);
  Calibration solve(std::span<const double> weight, const Targets& target, Failure failure) const;
  std::vector<std::string> remarks(std::span<const double> before, std::span<const double> after,
                                   const Range& range) const;

  const Table* table_;
  TrimKeys keys_;
  std::shared_ptr<const LaidTotals> laid_;
  Parts parts_;
  Range range_;
  std::vector<double> lower_, upper_;  // of g, by record
};

/// The median of the weights of all records that take part.
double median(std::span<const double> weight, const Table& table) {
  std::vector<std::size_t> order;
  std::size_t records = 0, below = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    order.push_back(k);
    records += table.records_of(k);
  }
  std::ranges::sort(order, {}, [&](std::size_t k) { return weight[k]; });
  double lower = 0;
  bool has_lower = false;
  for (const auto k : order) {
    below += table.records_of(k);
    if (has_lower) return (lower + weight[k]) / 2;
    if (2 * below > records) return weight[k];
    if (2 * below == records) {
      lower = weight[k];
      has_lower = true;
    }
  }
  return lower;
}

Range PreparedTrim::range(std::span<const double> weight) const {
  Range range;
  range.highest = keys_.max_weight ? *keys_.max_weight : *keys_.max_ratio * median(weight, *table_);
  if (keys_.min_weight) range.lowest = *keys_.min_weight;
  require<InputError>(range.lowest < range.highest,
                      "{}: trim: min_weight {} is not below {:.6g}, which max_ratio allows",
                      table_->source(), range.lowest, range.highest);
  return range;
}

void PreparedTrim::set_bounds(std::span<const double> weight) {
  lower_.assign(weight.size(), 0.0);
  upper_.assign(weight.size(), 1.0);
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    // A negative weight, as linear calibration may leave, stays below 0 unless there is a lowest.
    const double low = weight[k] < 0 && !keys_.min_weight ? -std::numeric_limits<double>::infinity()
                                                          : range_.lowest;
    std::tie(lower_[k], upper_[k]) = std::minmax(low / weight[k], range_.highest / weight[k]);
  }
}

Calibration PreparedTrim::solve(std::span<const double> weight, const Targets& target,
                                Failure failure) const {
  check_households(*laid_, *table_, weight);
  return parts_.solve({times_records(weight, *table_),
                       lower_,
                       upper_,
                       target,
                       trimming_distance(),
                       {},
                       Parts::Request::Terms::exact,
                       failure,
                       std::pair{range_.lowest, range_.highest}});
}

std::vector<std::string> PreparedTrim::remarks(std::span<const double> before,
                                               std::span<const double> after,
                                               const Range& range) const {
  double largest_before = 0, largest_after = 0;
  std::size_t records = 0, highest = 0, lowest = 0;
  for (std::size_t k = 0; k < before.size(); ++k) {
    if (!takes_part(before[k])) continue;
    const auto times = table_->records_of(k);
    largest_before = std::max(largest_before, before[k]);
    largest_after = std::max(largest_after, after[k]);
    records += times;
    if (after[k] >= range.highest * (1 - 1e-12)) highest += times;
    if (keys_.min_weight && after[k] <= range.lowest * (1 + 1e-12)) lowest += times;
  }
  const auto limit = keys_.max_ratio ? fmt::format("{:.6g}, {} times the median weight",
                                                   range.highest, shortest(*keys_.max_ratio))
                                     : shortest(range.highest);
  if (std::ranges::equal(before, after,
                         [](double a, double b) { return a == b || (a != a && b != b); }))
    return {
        fmt::format("no weight is outside the limits, the largest is {:.6g} (limit {}): "
                    "nothing was changed",
                    largest_before, limit)};
  std::vector<std::string> texts{
      fmt::format("{} of {} records are at the highest weight, {}", highest, records, limit)};
  if (keys_.min_weight)
    texts.push_back(fmt::format("{} of {} records are at the lowest weight, {}", lowest, records,
                                shortest(range.lowest)));
  texts.push_back(
      fmt::format("the largest weight was {:.6g} and is {:.6g}", largest_before, largest_after));
  return texts;
}

StepResult PreparedTrim::run(std::span<const double> weight) const {
  const auto target = sums(*laid_, times_records(weight, *table_));
  auto result = reweighted(weight, solve(weight, target, Failure::certified));
  // Whoever reads the largest weight shall find the limit, not one rounding above it.
  for (auto& w : result.weight) w = w > range_.highest ? range_.highest : w;
  result.report.title = "trim, totals kept";
  result.report.totals =
      met_totals(*laid_, target, sums(*laid_, times_records(result.weight, *table_)), target);
  result.report.remarks = remarks(weight, result.weight, range_);
  result.calibration = spec_of(*laid_);
  result.calibration->price.clear();
  result.calibration->response = false;
  result.calibration->distance = trimming_distance().name;
  return result;
}

void PreparedTrim::reweigh(std::span<double> weight) const {
  const auto solved = solve(weight, sums(*laid_, times_records(weight, *table_)), Failure::named);
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k])) weight[k] *= solved.g[k];
}

std::unique_ptr<const PreparedStep> Trim::prepare(const StepInput& input) const {
  if (!input.previous || !input.previous->kept())
    config_.fail(
        "kind",
        "a trim keeps the totals of the calibration before it; put it after a step of kind "
        "calibrate (or another trim)");
  return std::make_unique<PreparedTrim>(keys_, input);
}

std::shared_ptr<const Step> read(const Config& config, const StepContext&) {
  return std::make_shared<Trim>(config);
}

}  // namespace

constinit const StepKind trim_kind{
    "trim", "cut large weights inside the calibration before, whose totals are kept", read};

}  // namespace trygg::weights
