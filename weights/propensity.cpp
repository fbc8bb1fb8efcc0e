#include "weights/propensity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "model/logistic.hpp"
#include "table/splitting.hpp"
#include "table/table.hpp"
#include "weights/class_adjustment.hpp"
#include "weights/classes.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

constexpr auto named_by = "the nonresponse step";
using Names = std::vector<std::string>;

/// What a model is made of, as the recipe writes it.
struct Terms {
  std::vector<Names> factors;
  Names numeric;

  std::string text() const {
    Names all;
    for (const auto& factor : factors) all.push_back(joined(factor, ":"));
    all.insert(all.end(), numeric.begin(), numeric.end());
    return joined(all, " + ");
  }
};

Names crossed_variables(const Config& config, const std::string& written) {
  const OptionText text(written);
  auto places = text.places(":");
  places.push_back(text.text().size());
  Names names;
  std::size_t from = 0;
  for (const auto place : places) {
    names.emplace_back(trimmed(text.part(from, place).text()));
    if (names.back().empty())
      config.fail("model", fmt::format("'{}' names no variable on one side of its colon", written));
    from = place + 1;
  }
  return names;
}

Terms read_terms(const Config& config) {
  Terms terms{{}, config.texts("numeric")};
  for (const auto& written : config.texts("model"))
    terms.factors.push_back(crossed_variables(config, written));
  if (terms.factors.empty() && terms.numeric.empty())
    config.fail("model",
                "the method propensity needs variables: model = [\"kon\", \"alder\"], "
                "numeric = [\"inkomst\"]");
  return terms;
}

/// A level that is wide open to the eye: "p 0.412 to 0.5".
std::string class_name(double smallest, double largest) {
  return fmt::format("p {:.4g} to {:.4g}", smallest, largest);
}

/// The model laid over data, and the weights that it gives.
class PreparedPropensity final : public PreparedStep {
 public:
  PreparedPropensity(const Table& table, std::vector<std::uint8_t> answered, ModelMatrix model,
                     Terms terms, std::size_t classes)
      : table_(&table),
        answered_(std::move(answered)),
        model_(std::move(model)),
        terms_(std::move(terms)),
        classes_(classes) {}
  StepResult run(std::span<const double> weight) const override;
  void reweigh(std::span<double> weight) const override;
  void reweigh(std::span<double> weight, std::span<const double> answers) const override;

 private:
  LogisticFit fit(std::span<const double> weight) const;
  Classes classes_of(const LogisticFit& fit, std::span<const double> weight) const;
  StepResult by_class(const LogisticFit& fit, std::span<const double> weight) const;
  StepResult direct(const LogisticFit& fit, std::span<const double> weight) const;
  void tell(StepReport& report, const LogisticFit& fit, std::span<const double> weight) const;

  const Table* table_;
  std::vector<std::uint8_t> answered_;
  ModelMatrix model_;
  Terms terms_;
  std::size_t classes_;  // 0: directly
};

LogisticFit PreparedPropensity::fit(std::span<const double> weight) const try {
  std::vector<double> w(weight.size(), 0.0);
  for (std::size_t k = 0; k < w.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    require<InputError>(weight[k] > 0,
                        "{}: {} has a weight below 0 ({:.6g}), with which no response model can be "
                        "fitted; use a distance that keeps weights positive in the step before",
                        table_->source(), table_->place(k), weight[k]);
    w[k] = weight[k] * table_->records_of(k);
  }
  return fit_logistic(model_, answered_, w);
} catch (const ConvergenceError& error) {
  throw ConvergenceError(fmt::format("{}: response propensity by {}: {}", table_->source(),
                                     terms_.text(), error.what()));
}

Classes PreparedPropensity::classes_of(const LogisticFit& fit,
                                       std::span<const double> weight) const {
  const auto& p = fit.probability;
  std::vector<double> w(weight.size(), 0.0);
  for (std::size_t k = 0; k < w.size(); ++k)
    if (takes_part(weight[k])) w[k] = weight[k] * table_->records_of(k);
  Classes classes{
      .variables = {}, .of = propensity_classes(p, w, classes_), .name = {}, .codes = {}};
  const auto count = 1 + std::ranges::max(classes.of);
  std::vector<double> smallest(count, 1.0), largest(count, 0.0);
  for (std::size_t k = 0; k < w.size(); ++k) {
    if (w[k] == 0) continue;
    smallest[classes.of[k]] = std::min(smallest[classes.of[k]], p[k]);
    largest[classes.of[k]] = std::max(largest[classes.of[k]], p[k]);
  }
  for (std::size_t c = 0; c < count; ++c)
    classes.name.push_back(class_name(smallest[c], largest[c]));
  return classes;
}

StepResult PreparedPropensity::by_class(const LogisticFit& fit,
                                        std::span<const double> weight) const {
  auto classes = classes_of(fit, weight);
  const auto of = classes.of;
  const auto title = fmt::format("nonresponse, {} classes of the propensity by {}",
                                 classes.name.size(), terms_.text());
  auto result = adjust_by_class(*table_, std::move(classes), {answered_, {}}, title)->run(weight);
  result.calibration->sample_margins.clear();
  result.calibration->distance = "propensity classes";
  for (std::size_t k = 0; k < weight.size(); ++k)
    result.sample_class.push_back(weight[k] != weight[k] ? weight[k] : 1.0 + of[k]);
  return result;
}

StepResult PreparedPropensity::direct(const LogisticFit& fit,
                                      std::span<const double> weight) const {
  StepResult result{.weight = {weight.begin(), weight.end()}, .calibration = CalibrationSpec{}};
  auto& report = result.report;
  report = {.title = "nonresponse, 1 / propensity by " + terms_.text(),
            .smallest_g = std::numeric_limits<double>::infinity(),
            .largest_g = 0};
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const bool has_weight = weight[k] == weight[k], counts = takes_part(weight[k]);
    result.propensity.push_back(counts ? fit.probability[k] : has_weight ? 1.0 : weight[k]);
    if (!counts) continue;
    const double g = answered_[k] ? 1 / fit.probability[k] : 0.0;
    result.weight[k] *= g;
    if (!answered_[k]) continue;
    report.smallest_g = std::min(report.smallest_g, g);
    report.largest_g = std::max(report.largest_g, g);
  }
  auto& spec = *result.calibration;
  spec.sample_margins = terms_.factors;
  if (spec.sample_margins.empty()) spec.sample_margins.emplace_back();  // the model's constant
  spec.sample_numeric = terms_.numeric;
  spec.propensity = "";
  spec.response = true;
  spec.distance = "propensity";
  report.remarks.push_back(response_rate_text(*table_, answered_, weight));
  return result;
}

void PreparedPropensity::tell(StepReport& report, const LogisticFit& fit,
                              std::span<const double> weight) const {
  double smallest = 1, largest = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    smallest = std::min(smallest, fit.probability[k]);
    largest = std::max(largest, fit.probability[k]);
  }
  report.iterations = fit.iterations;
  report.remarks.push_back(
      fmt::format("the estimated propensity goes from {:.4g} to {:.4g}", smallest, largest));
  Names aliased;
  for (const auto j : fit.aliased) aliased.push_back(model_.names()[j]);
  if (!aliased.empty())
    report.remarks.push_back(fmt::format("left out of the model, since earlier terms tell them: {}",
                                         joined(aliased, "; ")));
}

StepResult PreparedPropensity::run(std::span<const double> weight) const {
  const auto fitted = fit(weight);
  auto result = classes_ > 0 ? by_class(fitted, weight) : direct(fitted, weight);
  tell(result.report, fitted, weight);
  return result;
}

void PreparedPropensity::reweigh(std::span<double> weight) const {
  const auto fitted = fit(weight);
  std::vector<double> factors;
  Classes classes;
  if (classes_ > 0) {
    classes = classes_of(fitted, weight);
    factors = class_factors(*table_, classes, answered_, weight);
  }
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    const double g = classes_ > 0 ? factors[classes.of[k]] : 1 / fitted.probability[k];
    weight[k] *= answered_[k] ? g : 0.0;
  }
}

/// Directly: one step of Newton's method from the fit of whole answers to that in which they count
/// `answers` times, β + A⁻¹ Σ d (answers − 1) x over those who answered.
void PreparedPropensity::reweigh(std::span<double> weight, std::span<const double> answers) const {
  const auto fitted = fit(weight);
  if (classes_ > 0)
    return reweigh_by_class(*table_, classes_of(fitted, weight), answered_, answers, weight);
  const auto n = fitted.coefficient.size();
  std::vector<double> score(n, 0.0);
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]) && answered_[k])
      model_.add(k, weight[k] * table_->records_of(k) * (answers[k] - 1), score);
  auto beta = fitted.coefficient;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) beta[i] += fitted.inverse_information[i * n + j] * score[j];
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]))
      weight[k] *= answered_[k] ? answers[k] * (1 + std::exp(-model_.value(k, beta))) : 0.0;
}

class NonresponseByPropensity final : public Step {
 public:
  NonresponseByPropensity(const Config& config, RespondentRule rule);
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override { return {}; }
  std::vector<std::string> columns() const override;
  std::vector<std::string> auxiliaries() const override;

 private:
  ModelMatrix model(const StepInput& input) const;

  RespondentRule rule_;
  Terms terms_;
  std::size_t classes_ = 0;
};

NonresponseByPropensity::NonresponseByPropensity(const Config& config, RespondentRule rule)
    : rule_(std::move(rule)), terms_(read_terms(config)) {
  if (!config.has("classes")) return;
  const auto count = config.integer("classes");
  if (count < 2)
    config.fail("classes", fmt::format("{} must be at least 2; leave it out to divide the weights "
                                       "by the propensity",
                                       count));
  classes_ = static_cast<std::size_t>(count);
}

/// Numbers, 0 for records that take no part.
std::vector<double> numbers(const StepInput& input, const std::string& name) {
  column_for(input.table, name, named_by);
  auto values = input.table.numbers(name);
  std::vector<std::size_t> missing;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (takes_part(input.weight[k]) && values[k] != values[k]) missing.push_back(k);
    if (!takes_part(input.weight[k]) || values[k] != values[k]) values[k] = 0;
  }
  require<InputError>(missing.empty(),
                      "{}: {} record{} no valid value of {}, which {} needs ({}); fill them in",
                      input.table.source(), missing.size(), missing.size() == 1 ? " has" : "s have",
                      name, named_by, row_numbers(missing));
  return values;
}

ModelMatrix NonresponseByPropensity::model(const StepInput& input) const {
  std::vector<Factor> factors;
  for (const auto& variables : terms_.factors) {
    auto classes = classes_of(input.table, variables, input.weight, named_by);
    factors.push_back({joined(variables, ":"), std::move(classes.of), std::move(classes.name)});
  }
  std::vector<Covariate> covariates;
  for (const auto& name : terms_.numeric) covariates.push_back({name, numbers(input, name)});
  return {input.table.rows(), std::move(factors), std::move(covariates)};
}

std::unique_ptr<const PreparedStep> NonresponseByPropensity::prepare(const StepInput& input) const {
  return std::make_unique<PreparedPropensity>(input.table, rule_.find(input.table, input.weight),
                                              model(input), terms_, classes_);
}

std::vector<std::string> NonresponseByPropensity::auxiliaries() const {
  Names all;
  for (const auto& factor : terms_.factors) all.insert(all.end(), factor.begin(), factor.end());
  return all;
}

std::vector<std::string> NonresponseByPropensity::columns() const {
  auto all = rule_.columns();
  const auto factors = auxiliaries();
  all.insert(all.end(), factors.begin(), factors.end());
  all.insert(all.end(), terms_.numeric.begin(), terms_.numeric.end());
  return all;
}

}  // namespace

std::shared_ptr<const Step> read_propensity_step(const Config& config, RespondentRule rule) {
  return std::make_shared<NonresponseByPropensity>(config, std::move(rule));
}

std::vector<std::uint32_t> propensity_classes(std::span<const double> propensity,
                                              std::span<const double> weight, std::size_t classes) {
  std::vector<std::size_t> order;
  double total = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (weight[k] == 0) continue;
    order.push_back(k);
    total += weight[k];
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t k) { return propensity[k]; });
  std::vector<std::uint32_t> of(weight.size(), 0);
  double below = 0;  // weight of all with a smaller propensity
  std::uint32_t number = 0;
  std::size_t slice = 0;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    double here = 0;
    for (; end < order.size() && propensity[order[end]] == propensity[order[i]]; ++end)
      here += weight[order[end]];
    // Cuts strictly below this propensity: those j/C that the weight below it has reached.
    const auto reached =
        static_cast<std::size_t>(below / total * static_cast<double>(classes) + 1e-9);
    if (i > 0 && reached > slice) ++number;
    slice = std::max(slice, reached);
    for (; i < end; ++i) of[order[i]] = number;
    below += here;
  }
  return of;
}

}  // namespace trygg::weights
