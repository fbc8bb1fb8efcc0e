#include "weights/response/propensity.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "table/table.hpp"
#include "weights/response/class_adjustment.hpp"
#include "weights/response/classes.hpp"
#include "weights/response/response_model.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

using Fitted = ResponseModel::Fitted;

/// The model laid over data, and the weights that it gives.
class PreparedPropensity final : public PreparedStep {
 public:
  PreparedPropensity(const Table& table, std::vector<std::uint8_t> answered, ResponseModel model,
                     std::size_t classes)
      : table_(&table),
        answered_(std::move(answered)),
        model_(std::move(model)),
        classes_(classes) {}
  StepResult run(std::span<const double> weight) const override;
  void reweigh(std::span<double> weight) const override;
  void reweigh(std::span<double> weight, std::span<const double> answers) const override;

 private:
  Classes classes_of(const Fitted& fitted) const;
  StepResult by_class(const Fitted& fitted, std::span<const double> weight) const;
  StepResult direct(const Fitted& fitted, std::span<const double> weight) const;
  void tell(StepReport& report, const Fitted& fitted) const;
  double probability(const Fitted& fitted, std::size_t k) const {
    return fitted.model.probability[model_.pattern()[k]];
  }

  const Table* table_;
  std::vector<std::uint8_t> answered_;
  ResponseModel model_;
  std::size_t classes_;  // 0: directly
};

/// Smallest and largest propensity of each class; patterns without weight are left out.
std::vector<std::pair<double, double>> ranges_of(const Fitted& fitted,
                                                 std::span<const std::uint32_t> class_of) {
  std::vector<std::pair<double, double>> ranges(1 + std::ranges::max(class_of), {1.0, 0.0});
  for (std::size_t r = 0; r < class_of.size(); ++r) {
    if (fitted.weight[r] == 0) continue;
    auto& [smallest, largest] = ranges[class_of[r]];
    smallest = std::min(smallest, fitted.model.probability[r]);
    largest = std::max(largest, fitted.model.probability[r]);
  }
  return ranges;
}

Classes PreparedPropensity::classes_of(const Fitted& fitted) const {
  const auto of_pattern = propensity_classes(fitted.model.probability, fitted.weight, classes_);
  Classes classes;
  for (const auto pattern : model_.pattern()) classes.of.push_back(of_pattern[pattern]);
  for (const auto& [smallest, largest] : ranges_of(fitted, of_pattern))
    classes.name.push_back(fmt::format("p {:.4g} to {:.4g}", smallest, largest));
  return classes;
}

StepResult PreparedPropensity::by_class(const Fitted& fitted,
                                        std::span<const double> weight) const {
  auto classes = classes_of(fitted);
  const auto of = classes.of;
  const auto title = fmt::format("nonresponse, {} classes of the propensity by {}",
                                 classes.name.size(), model_.terms().text());
  auto result = adjust_by_class(*table_, std::move(classes), {answered_, {}}, title)->run(weight);
  result.calibration->sample_margins.clear();
  result.calibration->distance = "propensity classes";
  for (std::size_t k = 0; k < weight.size(); ++k)
    result.sample_class.push_back(weight[k] != weight[k] ? weight[k] : 1.0 + of[k]);
  return result;
}

CalibrationSpec spec_of(const ModelTerms& terms) {
  CalibrationSpec spec;
  spec.sample_margins = terms.factors;
  if (spec.sample_margins.empty()) spec.sample_margins.emplace_back();  // the model's constant
  spec.sample_numeric = terms.numeric;
  spec.propensity = "";
  spec.response = true;
  spec.distance = "propensity";
  return spec;
}

StepResult PreparedPropensity::direct(const Fitted& fitted, std::span<const double> weight) const {
  StepResult result{.weight = {weight.begin(), weight.end()},
                    .calibration = spec_of(model_.terms())};
  auto& report = result.report;
  report = {.title = "nonresponse, 1 / propensity by " + model_.terms().text(),
            .smallest_g = std::numeric_limits<double>::infinity(),
            .largest_g = 0};
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const bool has_weight = weight[k] == weight[k], counts = takes_part(weight[k]);
    result.propensity.push_back(counts ? probability(fitted, k) : has_weight ? 1.0 : weight[k]);
    if (!counts) continue;
    const double g = answered_[k] ? 1 / probability(fitted, k) : 0.0;
    result.weight[k] *= g;
    if (!answered_[k]) continue;
    report.smallest_g = std::min(report.smallest_g, g);
    report.largest_g = std::max(report.largest_g, g);
  }
  report.remarks.push_back(response_rate_text(*table_, answered_, weight));
  return result;
}

void PreparedPropensity::tell(StepReport& report, const Fitted& fitted) const {
  const std::vector<std::uint32_t> one(fitted.weight.size(), 0);
  const auto [smallest, largest] = ranges_of(fitted, one).front();
  report.iterations = fitted.model.iterations;
  report.remarks.push_back(
      fmt::format("the estimated propensity goes from {:.4g} to {:.4g}", smallest, largest));
  std::vector<std::string> aliased;
  for (const auto j : fitted.model.aliased) aliased.push_back(model_.matrix().names()[j]);
  if (!aliased.empty())
    report.remarks.push_back(fmt::format("left out of the model, since earlier terms tell them: {}",
                                         joined(aliased, "; ")));
}

StepResult PreparedPropensity::run(std::span<const double> weight) const {
  const auto fitted = model_.fit(weight);
  auto result = classes_ > 0 ? by_class(fitted, weight) : direct(fitted, weight);
  tell(result.report, fitted);
  return result;
}

void PreparedPropensity::reweigh(std::span<double> weight) const {
  const auto fitted = model_.fit(weight);
  std::vector<double> factors;
  Classes classes;
  if (classes_ > 0) {
    classes = classes_of(fitted);
    factors = class_factors(*table_, classes, answered_, weight);
  }
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    const double g = classes_ > 0 ? factors[classes.of[k]] : 1 / probability(fitted, k);
    weight[k] *= answered_[k] ? g : 0.0;
  }
}

void PreparedPropensity::reweigh(std::span<double> weight, std::span<const double> answers) const {
  const auto fitted = model_.fit(weight);
  if (classes_ > 0)
    return reweigh_by_class(*table_, classes_of(fitted), answered_, answers, weight);
  const auto inverse = model_.inverse_after_step(fitted, weight, answers);
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]))
      weight[k] *= answered_[k] ? answers[k] * inverse[model_.pattern()[k]] : 0.0;
}

class NonresponseByPropensity final : public Step {
 public:
  NonresponseByPropensity(const Config& config, RespondentRule rule);
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override { return {}; }
  std::vector<std::string> columns() const override;
  std::vector<std::string> auxiliaries() const override;

 private:
  RespondentRule rule_;
  ModelTerms terms_;
  std::size_t classes_ = 0;
};

NonresponseByPropensity::NonresponseByPropensity(const Config& config, RespondentRule rule)
    : rule_(std::move(rule)), terms_(read_model_terms(config)) {
  if (!config.has("classes")) return;
  const auto count = config.integer("classes");
  if (count < 2)
    config.fail("classes", fmt::format("{} must be at least 2; leave it out to divide the weights "
                                       "by the propensity",
                                       count));
  classes_ = static_cast<std::size_t>(count);
}

std::unique_ptr<const PreparedStep> NonresponseByPropensity::prepare(const StepInput& input) const {
  auto answered = rule_.find(input.table, input.weight);
  ResponseModel model(input, terms_, answered);
  return std::make_unique<PreparedPropensity>(input.table, std::move(answered), std::move(model),
                                              classes_);
}

std::vector<std::string> NonresponseByPropensity::auxiliaries() const {
  std::vector<std::string> all;
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
