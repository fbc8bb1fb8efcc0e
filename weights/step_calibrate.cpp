#include <algorithm>
#include <limits>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "table/table.hpp"
#include "weights/calibration/calibrate.hpp"
#include "weights/fit.hpp"
#include "weights/rows.hpp"
#include "weights/steps.hpp"

namespace trygg::weights {
namespace {

namespace fs = std::filesystem;

/// Totals as they stand in files, laid over the data.
struct Totals {
  std::vector<Margin> margins;
  std::vector<FittedMargin> fitted;  // point into `margins`, which must not grow
  double population = 0;             // sum of the first margin
  double disagreement = 0;
  std::vector<std::pair<std::string, double>> numeric;
  std::vector<std::vector<double>> values;  // of the numeric variables, by record; NaN became 0
};

class Calibrate final : public Step {
 public:
  explicit Calibrate(const Config& config);
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override;
  std::vector<std::string> columns() const override;

 private:
  Totals read_totals(const Table& table, std::span<const double> weight) const;
  void check_zero_totals(const FittedMargin& fitted) const;
  std::string title() const;

  const Distance* distance_;
  Shape shape_;
  std::vector<fs::path> margins_, numeric_;
};

const Distance& read_distance(const Config& config) {
  const auto name = config.text("distance");
  try {
    return find_distance(name);
  } catch (const ConfigError& error) {
    config.fail("distance", error.what());
  }
}

Shape read_bounds(const Config& config, const Distance& distance) {
  const auto numbers = config.numbers("bounds");
  if (distance.reach != Distance::Reach::bounded) {
    if (config.has("bounds"))
      config.fail("bounds", fmt::format("{} has none; distances with bounds: logit, truncated",
                                        distance.name));
    return {};
  }
  if (numbers.size() != 2 || !(numbers[0] < 1 && 1 < numbers[1]))
    config.fail("bounds", fmt::format("{} needs bounds = [lower, upper] on the g-weight, lower < 1 "
                                      "< upper, such as [0.3, 3.0]",
                                      distance.name));
  return {numbers[0], numbers[1]};
}

Shape read_shape(const Config& config, const Distance& distance) {
  auto shape = read_bounds(config, distance);
  if (distance.name != "sinh" && config.has("alpha"))
    config.fail("alpha", fmt::format("{} has none; sinh has", distance.name));
  shape.alpha = config.number("alpha", 1);
  if (!(shape.alpha > 0)) config.fail("alpha", "must be above 0; 1 is usual");
  return shape;
}

Calibrate::Calibrate(const Config& config)
    : distance_(&read_distance(config)),
      shape_(read_shape(config, *distance_)),
      margins_(config.paths("margins")),
      numeric_(config.paths("numeric")) {
  if (margins_.empty() && numeric_.empty())
    config.fail("margins", "a calibration needs margins or numeric totals");
  if (distance_->name == "poststratify" && (margins_.size() != 1 || !numeric_.empty()))
    config.fail("distance",
                "poststratify takes one margin and no numeric totals; linear and raking "
                "take any number");
}

/// A total of 0 where there are respondents asks for weights of 0.
void Calibrate::check_zero_totals(const FittedMargin& fitted) const {
  const auto& margin = *fitted.margin;
  for (std::size_t r = 0; r < margin.totals.size(); ++r)
    if (margin.totals[r] == 0 && fitted.records[r] > 0 && !can_vanish(*distance_, shape_))
      throw InputError(margin.source, margin.lines[r],
                       fmt::format("the total of {} is 0, but {} {} it, and {} cannot make a "
                                   "weight 0; take these records out, or use linear",
                                   fitted.level[r], respondents(fitted.records[r]),
                                   fitted.records[r] == 1 ? "has" : "have", distance_->name));
}

std::vector<double> read_values(const Table& table, const std::string& name,
                                std::span<const double> weight, const std::string& source) {
  column_for(table, name, source);
  auto values = table.numbers(name);
  std::vector<std::size_t> missing;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (values[k] == values[k]) continue;
    // Weight 0 too: the variance has a value of every record that is in the design.
    if (weight[k] == weight[k]) missing.push_back(k);
    values[k] = 0;
  }
  require<InputError>(missing.empty(), "{}: {} {} no value of {}, which {} needs ({})",
                      table.source(), respondents(missing.size()),
                      missing.size() == 1 ? "has" : "have", name, source, row_numbers(missing));
  return values;
}

Totals Calibrate::read_totals(const Table& table, std::span<const double> weight) const {
  Totals totals;
  for (const auto& path : margins_) totals.margins.push_back(read_margin(path));
  for (const auto& margin : totals.margins) {
    totals.fitted.push_back(fit(margin, table, weight));
    check_zero_totals(totals.fitted.back());
  }
  totals.disagreement = disagreement(totals.fitted);
  for (const auto& path : numeric_) {
    const auto file = read_numeric_totals(path);
    for (const auto& [name, total] : file.totals) {
      totals.numeric.emplace_back(name, total);
      totals.values.push_back(read_values(table, name, weight, file.source));
    }
  }
  return totals;
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Margins that differ by a rounding are brought to the sum of the first.
CalibrationProblem problem(const Totals& totals, std::span<const double> weight) {
  CalibrationProblem problem{.weight = weight};
  problem.tolerance += totals.disagreement;
  for (const auto& fitted : totals.fitted) {
    auto total = fitted.margin->totals;
    const double factor = sum_of(totals.margins.front().totals) / sum_of(total);
    if (factor != 1)
      for (auto& t : total) t *= factor;
    problem.margins.push_back(
        {fitted.margin->source, fitted.level, fitted.category, std::move(total)});
  }
  for (std::size_t v = 0; v < totals.numeric.size(); ++v)
    problem.numeric.push_back(
        {totals.numeric[v].first, totals.values[v], totals.numeric[v].second});
  return problem;
}

std::string Calibrate::title() const {
  const auto count = margins_.size();
  return fmt::format("calibrate, {}, {} margin{}{}", distance_->name, count, count == 1 ? "" : "s",
                     numeric_.empty() ? "" : " and numeric totals");
}

class PreparedCalibrate final : public PreparedStep {
 public:
  PreparedCalibrate(const Table& table, Totals totals, const Distance& distance, Shape shape,
                    std::string title)
      : table_(&table),
        totals_(std::move(totals)),
        distance_(&distance),
        shape_(shape),
        title_(std::move(title)) {}
  StepResult run(std::span<const double> weight) const override;
  void reweigh(std::span<double> weight) const override;

 private:
  /// d by record, of folded data the sum over its records; 0 where there is no weight.
  std::vector<double> before(std::span<const double> weight) const;

  const Table* table_;
  Totals totals_;
  const Distance* distance_;
  Shape shape_;
  std::string title_;
};

std::vector<double> PreparedCalibrate::before(std::span<const double> weight) const {
  std::vector<double> d(weight.begin(), weight.end());
  for (std::size_t k = 0; k < d.size(); ++k)
    d[k] = takes_part(d[k]) ? d[k] * table_->records_of(k) : 0.0;
  return d;
}

StepResult PreparedCalibrate::run(std::span<const double> weight) const {
  const auto d = before(weight);
  const auto solved = calibrate(problem(totals_, d), *distance_, shape_);
  StepResult result{.weight = {weight.begin(), weight.end()}, .calibration = CalibrationSpec{}};
  auto& report = result.report;
  report = {title_, solved.iterations, solved.largest_gap, std::numeric_limits<double>::infinity(),
            -std::numeric_limits<double>::infinity()};
  for (std::size_t k = 0; k < d.size(); ++k) {
    if (d[k] == 0) continue;
    result.weight[k] *= solved.g[k];
    report.smallest_g = std::min(report.smallest_g, solved.g[k]);
    report.largest_g = std::max(report.largest_g, solved.g[k]);
  }
  for (const auto& margin : totals_.margins)
    result.calibration->margins.push_back(margin.variables);
  for (const auto& [name, total] : totals_.numeric) result.calibration->numeric.push_back(name);
  result.calibration->distance = distance_->name;
  return result;
}

void PreparedCalibrate::reweigh(std::span<double> weight) const {
  const auto d = before(weight);
  const auto solved = calibrate(problem(totals_, d), *distance_, shape_);
  for (std::size_t k = 0; k < d.size(); ++k)
    if (d[k] != 0) weight[k] *= solved.g[k];
}

std::unique_ptr<const PreparedStep> Calibrate::prepare(const StepInput& input) const {
  return std::make_unique<PreparedCalibrate>(input.table, read_totals(input.table, input.weight),
                                             *distance_, shape_, title());
}

std::vector<TotalsFile> Calibrate::files() const {
  std::vector<TotalsFile> all;
  for (const auto& path : margins_) all.push_back({path, TotalsFile::Kind::margin});
  for (const auto& path : numeric_) all.push_back({path, TotalsFile::Kind::numeric});
  return all;
}

std::vector<std::string> Calibrate::columns() const {
  std::vector<std::string> all;
  for (const auto& path : margins_)
    for (auto& variable : read_margin(path).variables) all.push_back(std::move(variable));
  for (const auto& path : numeric_)
    for (const auto& [name, total] : read_numeric_totals(path).totals) all.push_back(name);
  return all;
}

std::shared_ptr<const Step> read(const Config& config, const StepContext&) {
  return std::make_shared<Calibrate>(config);
}

}  // namespace

constinit const StepKind calibrate_kind{
    "calibrate", "meet known totals with weights as near as possible to those before", read};

}  // namespace trygg::weights
