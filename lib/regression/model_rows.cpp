#include "regression/model_rows.hpp"

#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "estimate/interval.hpp"
#include "estimate/prepared.hpp"
#include "regression/wald_test.hpp"

namespace trygg {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double rounding = 1e-18;  // of what independent records would give a variance

class Rows {
 public:
  Rows(const FittedColumns& fitted, const ModelVariance& variance, const ModelInference& how)
      : fitted_(fitted),
        variance_(variance),
        how_(how),
        margins_(fitted.columns, fitted.problem, fitted.aliasing),
        parameters_(fitted.fit.parameters),
        v_(variance.of_parameters()) {
    place_.assign(fitted.columns.size(), -1);
    for (std::size_t j = 0; j < fitted.aliasing.kept.size(); ++j)
      place_[static_cast<std::size_t>(fitted.aliasing.kept[j])] = static_cast<Index>(j);
    settle();
    move_back();
  }

  std::vector<ModelRow> make() {
    add_coefficients();
    add_thresholds();
    if (fitted_.problem.family != ModelFamily::linear) add_odds_ratios();
    for (std::size_t v = 0; v < fitted_.frame.variables.size(); ++v) add_margins(v);
    add_tests();
    return std::move(rows_);
  }

 private:
  static constexpr auto constant = ModelColumn::constant;

  /// Variances that are rounding of 0, as of what a calibration determines.
  void settle() {
    const double mean_weight =
        variance_.pattern_weight().sum() / static_cast<double>(fitted_.frame.record.size());
    for (Index j = 0; j < v_.rows(); ++j) {
      const double naive = fitted_.fit.inverse(j, j) * mean_weight * how_.dispersion;
      if (v_(j, j) < rounding * naive) v_.row(j).setZero(), v_.col(j).setZero();
    }
  }

  /// The constant, or the thresholds, where numbers are as in the data and not less their mean.
  void move_back() {
    const auto slopes = static_cast<Index>(fitted_.aliasing.kept.size());
    MatrixXd t = MatrixXd::Identity(v_.rows(), v_.rows());
    for (std::size_t j = 0; j < fitted_.columns.size(); ++j) {
      const auto& parts = fitted_.columns[j].parts;
      if (parts.size() != 1 || place_[j] < 0) continue;
      const double centre = fitted_.columns.centre(parts.front().variable);
      if (fitted_.problem.family == ModelFamily::ordinal)
        t.col(place_[j]).tail(v_.rows() - slopes).array() += centre;
      else
        t(place_[0], place_[j]) -= centre;
    }
    parameters_ = t * parameters_;
    v_ = t * v_ * t.transpose();
  }

  std::string term_name(std::size_t term) const {
    const auto& formula = fitted_.columns.formula();
    return term == constant ? "constant" : formula.name(formula.terms[term]);
  }

  static void note(ModelRow& row, ModelNote note) { row.notes.push_back(note); }

  /// Standard error, limits and test of an estimate by its variance.
  void set(ModelRow& row, double estimate, double variance) const {
    row.estimate = estimate;
    row.df = how_.df;
    // A replicate without a maximum is as far from the estimate as one can be: a spread without it
    // would be too small.
    if (variance_.has_lost_replicates()) return note(row, ModelNote::replicates_without_value);
    row.se = std::sqrt(variance);
    if (std::isnan(variance)) return;
    if (variance == 0) return note(row, ModelNote::no_variance);
    if (how_.df <= 0) return note(row, ModelNote::df_zero);
    const double t = how_.prepared.t(how_.df);
    row.lower = estimate - t * row.se;
    row.upper = estimate + t * row.se;
    row.t = estimate / row.se;
    row.p_value = t_two_sided(row.t, how_.df);
  }

  ModelRow row_of(std::size_t j, ModelStatistic statistic) const {
    const auto& column = fitted_.columns[j];
    return {.term = term_name(column.term),
            .level = column.level,
            .reference = column.reference,
            .category = {},
            .statistic = statistic};
  }

  ModelRow coefficient(std::size_t j) const {
    auto row = row_of(j, ModelStatistic::coefficient);
    if (place_[j] < 0)
      note(row, ModelNote::aliased);
    else
      set(row, parameters_(place_[j]), v_(place_[j], place_[j]));
    return row;
  }

  void add_coefficients() {
    for (std::size_t j = 0; j < fitted_.columns.size(); ++j) rows_.push_back(coefficient(j));
  }

  void add_thresholds() {
    const auto first = static_cast<Index>(fitted_.aliasing.kept.size());
    for (Index c = first; c < fitted_.fit.parameters.size(); ++c) {
      const auto& categories = fitted_.frame.categories;
      const auto place = static_cast<std::size_t>(c - first);
      ModelRow row{.term = "threshold",
                   .level = {},
                   .reference = {},
                   .category = categories[place] + "|" + categories[place + 1]};
      set(row, parameters_(c), v_(c, c));
      rows_.push_back(std::move(row));
    }
  }

  void add_odds_ratios() {
    for (std::size_t j = 0; j < fitted_.columns.size(); ++j) {
      if (fitted_.columns[j].term == constant) continue;
      auto row = coefficient(j);
      row.statistic = ModelStatistic::odds_ratio;
      row.estimate = std::exp(row.estimate);
      row.se *= row.estimate;
      row.lower = std::exp(row.lower);
      row.upper = std::exp(row.upper);
      rows_.push_back(std::move(row));
    }
  }

  /// Categories whose probabilities are told: the second of a logistic model, all of an ordinal.
  std::vector<std::size_t> categories() const {
    if (fitted_.problem.family == ModelFamily::linear) return {0};
    if (fitted_.problem.family == ModelFamily::logistic) return {1};
    std::vector<std::size_t> all;
    for (std::size_t c = 0; c < fitted_.problem.categories; ++c) all.push_back(c);
    return all;
  }
  std::string category_name(std::size_t c) const {
    return fitted_.problem.family == ModelFamily::ordinal ? fitted_.frame.categories[c] : "";
  }

  std::optional<VaryingMargin> margin(const MarginTarget& target) const {
    const auto rows = margins_.rows(target);
    if (!rows) return std::nullopt;
    return variance_.margin(margins_, *rows);
  }

  void add(ModelRow row, const std::optional<VaryingMargin>& m) {
    if (m)
      set(row, m->margin.value, variance_.of(*m));
    else
      note(row, ModelNote::not_estimable);
    if (row.statistic == ModelStatistic::margin) restate(row);
    rows_.push_back(std::move(row));
  }

  /// A level is not tested against 0, and the limits of a share are made on the scale of logits.
  void restate(ModelRow& row) const {
    if (fitted_.problem.family != ModelFamily::linear && row.lower < row.upper) {
      const auto limits = logit_limits(row.estimate, row.se, how_.prepared.t(how_.df));
      row.lower = limits.lower;
      row.upper = limits.upper;
    }
    row.t = row.p_value = Result::missing;
  }

  void add_margins(std::size_t v) {
    const auto& variable = fitted_.frame.variables[v];
    for (const auto c : categories()) {
      if (variable.kind == CovariateKind::number) {
        add({.term = variable.name,
             .level = {},
             .reference = {},
             .category = category_name(c),
             .statistic = ModelStatistic::ame},
            margin({v, 0, c}));
        continue;
      }
      add_levels(v, c);
    }
  }

  void add_levels(std::size_t v, std::size_t c) {
    const auto& variable = fitted_.frame.variables[v];
    std::vector<std::optional<VaryingMargin>> of_level;
    for (std::size_t l = 0; l < variable.levels.size(); ++l) {
      of_level.push_back(margin({v, l, c}));
      add({.term = variable.name,
           .level = variable.levels[l],
           .reference = {},
           .category = category_name(c),
           .statistic = ModelStatistic::margin},
          of_level.back());
    }
    for (std::size_t l = 1; l < variable.levels.size(); ++l) {
      std::optional<VaryingMargin> effect;
      if (of_level[l] && of_level[0]) effect = of_level[l]->minus(*of_level[0]);
      add({.term = variable.name,
           .level = variable.levels[l],
           .reference = variable.levels[0],
           .category = category_name(c),
           .statistic = ModelStatistic::ame},
          effect);
    }
  }

  /// The test that the coefficients of `places` are 0.
  void add_test(const std::string& term, const std::vector<Index>& places) {
    ModelRow row{.term = term,
                 .level = {},
                 .reference = {},
                 .category = {},
                 .statistic = ModelStatistic::wald_f};
    const auto k = static_cast<Index>(places.size());
    row.df_numerator = static_cast<double>(k);
    row.df = how_.df;
    VectorXd b(k);
    MatrixXd v(k, k);
    for (Index i = 0; i < k; ++i) {
      b(i) = fitted_.fit.parameters(places[static_cast<std::size_t>(i)]);
      for (Index j = 0; j < k; ++j)
        v(i, j) = v_(places[static_cast<std::size_t>(i)], places[static_cast<std::size_t>(j)]);
    }
    const bool is_lost = variance_.has_lost_replicates();
    const auto test = how_.df > 0 && k > 0 && !is_lost ? wald_test(b, v, how_.df) : std::nullopt;
    if (test) {
      row.estimate = test->f;
      row.p_value = test->p_value;
    } else {
      note(row, k == 0         ? ModelNote::aliased
                : is_lost      ? ModelNote::replicates_without_value
                : how_.df <= 0 ? ModelNote::df_zero
                               : ModelNote::singular);
    }
    rows_.push_back(std::move(row));
  }

  void add_tests() {
    std::vector<Index> all;
    for (std::size_t t = 0; t < fitted_.columns.formula().terms.size(); ++t) {
      std::vector<Index> places;
      for (std::size_t j = 0; j < fitted_.columns.size(); ++j)
        if (fitted_.columns[j].term == t && place_[j] >= 0) places.push_back(place_[j]);
      add_test(term_name(t), places);
      all.insert(all.end(), places.begin(), places.end());
    }
    add_test("model", all);
  }

  const FittedColumns& fitted_;
  const ModelVariance& variance_;
  const ModelInference& how_;
  Margins margins_;
  VectorXd parameters_;
  MatrixXd v_;
  std::vector<Index> place_;  // of the parameter, by column; −1: aliased
  std::vector<ModelRow> rows_;
};

}  // namespace

std::vector<ModelRow> model_rows(const FittedColumns& fitted, const ModelVariance& variance,
                                 const ModelInference& how) {
  return Rows(fitted, variance, how).make();
}

}  // namespace trygg
