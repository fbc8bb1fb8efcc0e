// Timings of a regression by itself, the data read: bench_model [FILE] prints Markdown rows, and
// writes the data to FILE for model.R.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>

#include "base/file.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/prepared.hpp"
#include "regression/model_variance.hpp"
#include "regression/survey_model.hpp"
#include "table/table.hpp"
#include "variance/covariance_matrix.hpp"

using namespace trygg;

namespace {

constexpr std::size_t respondents = 15000;

/// Whole numbers, a column each: 28 strata, sex, 6 ages, 16 areas, two numbers, an answer.
std::vector<std::vector<double>> draw() {
  Random random(1);
  const auto code = [&](double n) { return 1 + std::floor(n * random.uniform()); };
  std::vector<std::vector<double>> columns(8);
  for (std::size_t k = 0; k < respondents; ++k) {
    const double sex = code(2), age = code(6), area = code(16);
    const bool yes = random.uniform() < 0.15 + 0.1 * (sex == 2) + 0.01 * area;
    const double row[] = {code(28), code(90) + 10, sex,       age,
                          area,     code(5000),    code(800), yes ? 1.0 : 0.0};
    for (std::size_t c = 0; c < columns.size(); ++c) columns[c].push_back(row[c]);
  }
  return columns;
}

constexpr std::string_view names[] = {"h", "w", "sex", "age", "area", "income", "rent", "y"};

Table table_of(const std::vector<std::vector<double>>& columns) {
  std::vector<Column> all;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    ColumnBuilder builder{std::string(names[c])};
    for (const double v : columns[c]) builder.add(v);
    all.push_back(builder.take());
  }
  return Table("bench", std::move(all));
}

std::string csv_of(const std::vector<std::vector<double>>& columns) {
  std::string text = "h,w,sex,age,area,income,rent,y\n";
  for (std::size_t k = 0; k < respondents; ++k)
    for (std::size_t c = 0; c < columns.size(); ++c)
      text += shortest(columns[c][k]) + (c + 1 < columns.size() ? "," : "\n");
  return text;
}

/// Of the processor, not of the clock on the wall, which others share; median of seven.
double milliseconds(const std::function<void()>& work) {
  std::vector<double> times;
  for (int run = 0; run < 7; ++run) {
    const auto begin = std::clock();
    work();
    times.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::ranges::sort(times);
  return times[3];
}

/// What R's svyglm makes: coefficients and their covariance under the design.
void fit_alone(const ModelFrame& frame, const ModelFormula& formula,
               const PreparedDesign& prepared) {
  const ModelColumns columns(formula, frame, ModelColumns::Constant::first);
  std::vector<double> weight;
  for (const auto k : frame.record) weight.push_back(prepared.design.weight()[k]);
  const auto sums = sum_patterns(frame, ModelFamily::logistic, weight);
  const ModelProblem problem{ModelFamily::logistic, columns.matrix(),
                             std::vector<std::string>(columns.size()), 2};
  const auto aliasing = find_aliasing(problem, sums.weight.rowwise().sum());
  const auto fit = fit_model(problem, aliasing, sums);
  const CovarianceMatrix covariances(prepared.design, prepared.variance);
  ModelVariance(frame, problem, aliasing, fit, prepared, covariances, 1).of_parameters();
}

void time_model(const std::string& what, const FormulaText& text, const Table& table) {
  const auto design = make_design(table, {.weight = "w", .strata = "h"});
  const PreparedDesign prepared(design, {});
  const CovarianceMatrix covariances(prepared.design, prepared.variance);
  const auto response = read_response("y=1", std::nullopt, std::nullopt, table);
  const auto formula = read_formula(text, table);
  Domain all(design.records());
  for (std::uint32_t k = 0; k < all.size(); ++k) all[k] = k;
  const auto frame = [&] {
    return make_frame(formula, response, table, prepared.design, all, LevelNames::codes);
  };
  fmt::print("| {}: coefficients and covariance | {:.1f} |\n", what,
             milliseconds([&] { fit_alone(frame(), formula, prepared); }));
  fmt::print("| {}: all rows, with margins, effects and tests | {:.1f} |\n", what,
             milliseconds([&] {
               fit_survey_model(frame(), formula, ModelFamily::logistic, prepared, covariances, 1);
             }));
}

}  // namespace

int main(int count, char* arguments[]) {
  const auto columns = draw();
  if (count > 1) write_file(arguments[1], csv_of(columns), Access::published);
  const auto table = table_of(columns);
  time_model("logistic, 22 coefficients of factors", {"sex,age,area", {}, {}}, table);
  time_model("logistic, 24 coefficients, two of them of numbers",
             {"sex,age,area,income,rent", {"income,rent"}, {}}, table);
}
