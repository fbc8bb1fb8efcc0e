#include "weights/response/response_model.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "design/groups.hpp"
#include "table/splitting.hpp"
#include "table/table.hpp"
#include "weights/response/classes.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

constexpr auto named_by = "the nonresponse step";
using Names = std::vector<std::string>;

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

/// The variables of a model, by record.
struct Variables {
  std::vector<Factor> factors;
  std::vector<Covariate> numbers;
};

Variables find_variables(const StepInput& input, const ModelTerms& terms) {
  Variables found;
  for (const auto& variables : terms.factors) {
    auto classes = classes_of(input.table, variables, input.weight, named_by);
    found.factors.push_back(
        {joined(variables, ":"), std::move(classes.of), std::move(classes.name)});
  }
  for (const auto& name : terms.numeric) found.numbers.push_back({name, numbers(input, name)});
  return found;
}

/// The values of the records in `first` alone.
template <class T>
void keep(std::vector<T>& values, const std::vector<std::uint32_t>& first) {
  std::vector<T> kept;
  for (const auto k : first) kept.push_back(values[k]);
  values = std::move(kept);
}

}  // namespace

std::string ModelTerms::text() const {
  Names all;
  for (const auto& factor : factors) all.push_back(joined(factor, ":"));
  all.insert(all.end(), numeric.begin(), numeric.end());
  return joined(all, " + ");
}

ModelTerms read_model_terms(const Config& config) {
  ModelTerms terms{{}, config.texts("numeric")};
  for (const auto& written : config.texts("model"))
    terms.factors.push_back(crossed_variables(config, written));
  if (terms.factors.empty() && terms.numeric.empty())
    config.fail("model",
                "the method propensity needs variables: model = [\"kon\", \"alder\"], "
                "numeric = [\"inkomst\"]");
  return terms;
}

ResponseModel::ResponseModel(const StepInput& input, ModelTerms terms,
                             std::span<const std::uint8_t> answered)
    : table_(&input.table), terms_(std::move(terms)), matrix_(fold(input, answered)) {}

/// Fills the patterns and gives the matrix that has a row for each.
ModelMatrix ResponseModel::fold(const StepInput& input, std::span<const std::uint8_t> answered) {
  auto variables = find_variables(input, terms_);
  const std::vector<std::uint32_t> everybody(answered.size(), 0);
  auto groups = crossed(everybody, std::vector<std::uint32_t>(answered.begin(), answered.end()));
  for (const auto& factor : variables.factors) groups = crossed(groups.of, factor.level);
  for (const auto& one : variables.numbers) groups = crossed(groups.of, grouped(one.value).of);
  for (auto& factor : variables.factors) keep(factor.level, groups.first);
  for (auto& one : variables.numbers) keep(one.value, groups.first);
  for (const auto k : groups.first) answered_.push_back(answered[k]);
  records_.assign(groups.count(), 0);
  for (std::size_t k = 0; k < groups.of.size(); ++k)
    if (takes_part(input.weight[k])) records_[groups.of[k]] += input.table.records_of(k);
  of_ = std::move(groups.of);
  return {answered_.size(), std::move(variables.factors), std::move(variables.numbers)};
}

ResponseModel::Fitted ResponseModel::fit(std::span<const double> weight) const try {
  Fitted fitted{{}, std::vector<double>(answered_.size(), 0.0)};
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    require<InputError>(weight[k] > 0,
                        "{}: {} has a weight below 0 ({:.6g}), with which no response model can be "
                        "fitted; use a distance that keeps weights positive in the step before",
                        table_->source(), table_->place(k), weight[k]);
    fitted.weight[of_[k]] += weight[k] * table_->records_of(k);
  }
  fitted.model = fit_logistic(matrix_, answered_, fitted.weight, records_);
  return fitted;
} catch (const ConvergenceError& error) {
  throw ConvergenceError(fmt::format("{}: response propensity by {}: {}", table_->source(),
                                     terms_.text(), error.what()));
}

std::vector<double> ResponseModel::inverse_after_step(const Fitted& fitted,
                                                      std::span<const double> weight,
                                                      std::span<const double> answers) const {
  const auto n = matrix_.columns();
  std::vector<double> score(n, 0.0), more(answered_.size(), 0.0), inverse;
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]) && answered_[of_[k]])
      more[of_[k]] += weight[k] * table_->records_of(k) * (answers[k] - 1);
  for (std::size_t r = 0; r < more.size(); ++r) matrix_.add(r, more[r], score);
  auto beta = fitted.model.coefficient;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      beta[i] += fitted.model.inverse_information[i * n + j] * score[j];
  for (std::size_t r = 0; r < more.size(); ++r)
    inverse.push_back(1 + std::exp(-matrix_.value(r, beta)));
  return inverse;
}

}  // namespace trygg::weights
