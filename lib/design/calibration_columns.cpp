#include "design/calibration_columns.hpp"

#include <cmath>
#include <string>

#include "base/error.hpp"
#include "design/groups.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using Rows = std::span<const std::uint32_t>;

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

void add_margin(CalibrationStep& step, const Table& table, std::span<const std::string> variables,
                Rows rows) {
  Groups categories{std::vector<std::uint32_t>(rows.size(), 0), {0}};
  for (const auto& name : variables) {
    const auto& column = table.column(name);
    std::vector<std::uint32_t> codes;
    codes.reserve(rows.size());
    for (const auto row : rows) codes.push_back(column.codes[row]);
    categories = crossed(categories.of, codes);
  }
  step.categories.push_back(static_cast<std::uint32_t>(categories.count()));
  step.category.push_back(std::move(categories.of));
}

CalibrationStep read_step(const Table& table, const CalibrationSpec& spec, Rows rows) {
  CalibrationStep step;
  step.before = complete_numbers(table, spec.weight_before, rows);
  step.after = complete_numbers(table, spec.weight_after, rows);
  if (spec.scale) {
    step.scale = complete_numbers(table, *spec.scale, rows);
    for (std::size_t k = 0; k < rows.size(); ++k)
      require<InputError>(step.scale[k] > 0, "{}: {}, column '{}': a scale must be positive",
                          table.source(), table.place(rows[k]), *spec.scale);
  }
  for (const auto& margin : spec.margins) add_margin(step, table, margin, rows);
  for (const auto& name : spec.numeric) step.numeric.push_back(complete_numbers(table, name, rows));
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
    for (const auto& margin : spec.calibrated_on) add_margin(step, table, margin, rows);
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace trygg
