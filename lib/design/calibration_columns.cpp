#include "design/calibration_columns.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "base/error.hpp"
#include "design/groups.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using Rows = std::span<const std::uint32_t>;

/// What the reading of one step needs.
struct Reading {
  const Table& table;
  const CalibrationSpec& spec;
  Rows rows;
  CalibrationStep& step;
};

std::vector<double> complete_numbers(const Table& table, const std::string& name, Rows rows) {
  const auto all = table.numbers(name);
  std::vector<double> values;
  values.reserve(rows.size());
  for (const auto row : rows) {
    require<InputError>(!std::isnan(all[row]),
                        "{}: {}, column '{}': missing, but the weights were calibrated with it",
                        table.source(), table.place(row), name);
    values.push_back(all[row]);
  }
  return values;
}

/// A numeric variable; 0 where the step makes no use of a record's value.
std::vector<double> auxiliary_numbers(const Reading& r, const std::string& name, bool of_sample) {
  const auto all = r.table.numbers(name);
  std::vector<double> values;
  values.reserve(r.rows.size());
  for (std::size_t k = 0; k < r.rows.size(); ++k) {
    const double value = all[r.rows[k]];
    // Who had no weight before a step for totals of the sample was not asked for a value.
    const bool has_part =
        of_sample ? r.step.before[k] != 0 : !r.spec.response || r.step.after[k] != 0;
    require<InputError>(!has_part || !std::isnan(value),
                        "{}: {}, column '{}': missing, but the weights were calibrated with it",
                        r.table.source(), r.table.place(r.rows[k]), name);
    values.push_back(std::isnan(value) ? 0.0 : value);
  }
  return values;
}

Groups margin_groups(const Reading& r, std::span<const std::string> variables) {
  Groups categories{std::vector<std::uint32_t>(r.rows.size(), 0), {0}};
  for (const auto& name : variables) {
    const auto& column = r.table.column(name);
    std::vector<std::uint32_t> codes;
    codes.reserve(r.rows.size());
    for (const auto row : r.rows) codes.push_back(column.codes[row]);
    categories = crossed(categories.of, codes);
  }
  return categories;
}

/// Σ d x / Σ d of each record's household.
std::vector<double> household_means(const Reading& r, const std::vector<std::uint32_t>& household,
                                    const std::vector<double>& x) {
  std::vector<double> sum(r.rows.size()), weight(r.rows.size());
  for (std::size_t k = 0; k < x.size(); ++k) {
    sum[household[k]] += r.step.before[k] * x[k];
    weight[household[k]] += r.step.before[k];
  }
  std::vector<double> mean;
  mean.reserve(x.size());
  for (const auto h : household) mean.push_back(weight[h] == 0 ? 0.0 : sum[h] / weight[h]);
  return mean;
}

/// Adds the step's auxiliary variables, those of the population before those of the sample.
class AuxiliaryReader {
 public:
  explicit AuxiliaryReader(Reading reading)
      : r_(reading), partition_(margin_groups(r_, r_.spec.partition)) {
    if (r_.spec.household) household_ = margin_groups(r_, std::span(&*r_.spec.household, 1)).of;
  }

  void read() {
    const auto& spec = r_.spec;
    auto price = spec.price.begin();
    const auto next = [&] { return price == spec.price.end() ? met : *price++; };
    for (const auto& margin : spec.margins) add_margin(margin, next());
    for (const auto& name : spec.numeric) add_numeric(name, Level::population, next());
    const auto known_margins = r_.step.category.size(), known_numeric = r_.step.numeric.size();
    for (const auto& margin : spec.sample_margins) add_margin(margin, met);
    for (const auto& name : spec.sample_numeric) add_numeric(name, Level::sample, met);
    r_.step.sample_margins = r_.step.category.size() - known_margins;
    r_.step.sample_numeric = r_.step.numeric.size() - known_numeric;
    if (spec.price.empty()) return;
    r_.step.price = std::move(margin_prices_);
    r_.step.price.insert(r_.step.price.end(), numeric_prices_.begin(), numeric_prices_.end());
  }

 private:
  enum class Level { population, sample };
  static constexpr double met = std::numeric_limits<double>::infinity();

  void add_margin(std::span<const std::string> variables, double price) {
    auto categories = crossed(margin_groups(r_, variables).of, partition_.of);
    if (household_.empty()) {
      r_.step.categories.push_back(static_cast<std::uint32_t>(categories.count()));
      r_.step.category.push_back(std::move(categories.of));
      margin_prices_.push_back(price);
      return;
    }
    for (std::uint32_t c = 0; c < categories.count(); ++c) {
      std::vector<double> x;
      x.reserve(categories.of.size());
      for (const auto category : categories.of) x.push_back(category == c ? 1.0 : 0.0);
      add_values(x, price);
    }
  }

  void add_numeric(const std::string& name, Level level, double price) {
    const auto values = auxiliary_numbers(r_, name, level == Level::sample);
    for (std::uint32_t part = 0; part < partition_.count(); ++part) {
      auto x = values;
      for (std::size_t k = 0; k < x.size(); ++k)
        if (partition_.of[k] != part) x[k] = 0;
      add_values(x, price);
    }
  }

  void add_values(const std::vector<double>& x, double price) {
    r_.step.numeric.push_back(household_.empty() ? x : household_means(r_, household_, x));
    numeric_prices_.push_back(price);
  }

  Reading r_;
  Groups partition_;
  std::vector<std::uint32_t> household_;
  std::vector<double> margin_prices_, numeric_prices_;
};

void read_scale(const Reading& r) {
  r.step.scale = complete_numbers(r.table, *r.spec.scale, r.rows);
  for (std::size_t k = 0; k < r.rows.size(); ++k)
    require<InputError>(r.step.scale[k] > 0, "{}: {}, column '{}': a scale must be positive",
                        r.table.source(), r.table.place(r.rows[k]), *r.spec.scale);
}

/// p as what every x is times, and (1 − p)/p² as the scale (docs/methods.md).
void read_propensity(const Reading& r) {
  const auto& name = *r.spec.propensity;
  const auto all = r.table.numbers(name);
  for (std::size_t k = 0; k < r.rows.size(); ++k) {
    const double p = all[r.rows[k]];
    const bool has_part = r.step.before[k] != 0;
    require<InputError>(!has_part || (p > 0 && p <= 1),
                        "{}: {}, column '{}': a propensity must be above 0 and at most 1",
                        r.table.source(), r.table.place(r.rows[k]), name);
    r.step.multiplier.push_back(has_part ? p : 1.0);
    r.step.scale.push_back(has_part ? (1 - p) / (p * p) : 0.0);
  }
}

CalibrationStep read_step(const Table& table, const CalibrationSpec& spec, Rows rows) {
  CalibrationStep step;
  step.response = spec.response;
  step.before = complete_numbers(table, spec.weight_before, rows);
  step.after = complete_numbers(table, spec.weight_after, rows);
  const Reading reading{table, spec, rows, step};
  if (spec.scale) read_scale(reading);
  if (spec.propensity) read_propensity(reading);
  AuxiliaryReader(reading).read();
  return step;
}

}  // namespace

std::vector<CalibrationStep> read_calibration(const Table& table, const DesignSpec& spec, Rows rows,
                                              std::span<const double> weight) {
  std::vector<CalibrationStep> steps;
  for (const auto& step : spec.calibration) steps.push_back(read_step(table, step, rows));
  if (!spec.calibrated_on.empty()) {
    CalibrationStep step;
    step.before.assign(weight.begin(), weight.end());
    step.after = step.before;
    const CalibrationSpec declared{.margins = spec.calibrated_on};
    AuxiliaryReader({table, declared, rows, step}).read();
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace trygg
