#pragma once

#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "base/random.hpp"
#include "design/design.hpp"
#include "estimate/prepared.hpp"
#include "estimate/survey_table.hpp"
#include "regression/survey_model.hpp"
#include "variance/covariance_matrix.hpp"

namespace trygg::test {

/// A model as the options of `trygg model` describe it.
struct ModelText {
  std::string response;
  FormulaText formula;
  std::optional<ModelFamily> family = {};
};

inline SurveyModel fitted(const Table& table, const DesignSpec& spec, const ModelText& text,
                          std::optional<Domain> domain = {}, EstimateOptions options = {}) {
  const auto design = make_design(table, spec);
  const PreparedDesign prepared(design, options);
  const CovarianceMatrix covariances(prepared.design, prepared.variance);
  const auto response = read_response(text.response, text.family, std::nullopt, table);
  const auto formula = read_formula(text.formula, table);
  const auto frame = make_frame(formula, response, table, prepared.design,
                                domain.value_or(everybody(design.records())), LevelNames::codes);
  return fit_survey_model(frame, formula, response.family, prepared, covariances, 1);
}

inline const ModelRow& find(const SurveyModel& model, ModelStatistic statistic,
                            const std::string& term, const std::string& level = "",
                            const std::string& category = "") {
  for (const auto& row : model.rows)
    if (row.statistic == statistic && row.term == term && row.level == level &&
        row.category == category)
      return row;
  FAIL("no row " << to_text(statistic) << ' ' << term << ' ' << level << ' ' << category);
  return model.rows.front();
}

/// A sample of n records in three strata: groups kon (1, 2) and area (1, 2, 3), a number x, a share
/// y, a number v and an order g (1, 2, 3, 4) that depend on them.
inline Table made_sample(std::size_t n, std::uint32_t seed) {
  Random random(seed);
  std::vector<std::pair<std::string, Numbers>> columns{
      {"h", {}}, {"w", {}}, {"kon", {}}, {"area", {}}, {"x", {}}, {"y", {}}, {"v", {}}, {"g", {}}};
  for (std::size_t k = 0; k < n; ++k) {
    const double h = 1 + std::floor(3 * random.uniform()),
                 kon = 1 + std::floor(2 * random.uniform()),
                 area = 1 + std::floor(3 * random.uniform()), x = 4 * random.uniform() - 2;
    const double eta = -0.5 + 0.6 * (kon == 2) + 0.4 * (area == 3) + 0.3 * x * (kon == 2);
    const double u = random.uniform(), latent = eta + std::log(u / (1 - u));
    const double values[] = {h,
                             std::round(100 + 3000 * random.uniform()) / 100,
                             kon,
                             area,
                             std::round(1000 * x) / 1000,
                             latent > 0 ? 1.0 : 0.0,
                             std::round(1000 * (3 + eta + random.uniform())) / 1000,
                             1.0 + (latent > -1) + (latent > 0) + (latent > 1.2)};
    for (std::size_t c = 0; c < columns.size(); ++c) columns[c].second.push_back(values[c]);
  }
  return make_table(columns);
}

inline const DesignSpec stratified{.weight = "w", .strata = "h"};

}  // namespace trygg::test
