#include "estimate/estimator.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/assess.hpp"
#include "estimate/function.hpp"
#include "estimate/linearise.hpp"
#include "estimate/prepared.hpp"
#include "estimate/quantile.hpp"
#include "estimate/replicate_table.hpp"
#include "estimate/replicate_values.hpp"
#include "estimate/standardised.hpp"

namespace trygg {
namespace {

constexpr std::pair<std::string_view, Interval> interval_names[] = {
    {"auto", Interval::automatic},        {"wald", Interval::wald},
    {"logit", Interval::logit},           {"korn-graubard", Interval::korn_graubard},
    {"wilson", Interval::wilson},         {"arcsine", Interval::arcsine},
    {"likelihood", Interval::likelihood},
};

const EstimateOptions& checked(const EstimateOptions& options) {
  require<ConfigError>(options.level > 0 && options.level < 1,
                       "the level of confidence is {}; it must lie between 0 and 1 (0.95)",
                       options.level);
  require<ConfigError>(!options.df || *options.df > 0,
                       "{} degrees of freedom were asked for; it must be more than 0",
                       options.df.value_or(0));
  return options;
}

Linearised of_sample(const PreparedDesign& prepared, const Measure& measure, const Domain& domain) {
  const auto weight = prepared.design.weight();
  if (measure.statistic == Statistic::function) return linearise_function(measure, domain, weight);
  if (!measure.standard.empty()) return linearise_standardised(measure, domain, weight);
  return linearise(measure, domain, weight);
}

void add_replicates(Linearised& e, const PreparedDesign& prepared, const Measure& measure,
                    const Domain& domain) {
  const auto* replicates = prepared.design.replicates();
  if (!replicates || std::isnan(e.value)) return;
  if (measure.replicates) e.replicates = measure.replicates->of(measure.in_replicates, domain);
  if (e.replicates.empty()) e.replicates = replicate_values(measure, domain, *replicates);
  if (std::ranges::any_of(e.replicates, [](double t) { return std::isnan(t); }))
    e.notes.push_back(Note::replicates_without_value);
}

Linearised linearised(const PreparedDesign& prepared, const Measure& measure, const Domain& domain,
                      VarianceMemory& memory) {
  if (measure.statistic == Statistic::quantile)
    return linearise_quantile(prepared, measure, domain, memory);
  auto e = of_sample(prepared, measure, domain);
  add_replicates(e, prepared, measure, domain);
  return e;
}

}  // namespace

Interval to_interval(std::string_view name) {
  std::vector<std::string> known;
  for (const auto& [text, interval] : interval_names) {
    if (text == name) return interval;
    known.emplace_back(text);
  }
  throw ConfigError(fmt::format("'{}' is no kind of interval{}", name, did_you_mean(name, known)));
}

Estimator::Estimator(const Design& design, EstimateOptions options)
    : prepared_(std::make_unique<const PreparedDesign>(design, checked(options))) {}

Estimator::~Estimator() = default;
Estimator::Estimator(Estimator&&) noexcept = default;

Linearised Estimator::linearise(const Measure& measure, const Domain& domain) const {
  VarianceMemory memory;
  return linearised(*prepared_, measure, domain, memory);
}

Result Estimator::result(const Linearised& estimate) const {
  VarianceMemory memory;
  return assess(*prepared_, estimate, memory);
}

std::vector<Result> Estimator::estimate(const Measure& measure, std::span<const Domain> domains,
                                        unsigned threads) const {
  std::vector<Result> results(domains.size());
  constexpr std::size_t chunk = 16;  // working memory is made once a chunk
  parallel_for((domains.size() + chunk - 1) / chunk, threads, [&](std::size_t c) {
    VarianceMemory memory;
    const auto end = std::min(domains.size(), (c + 1) * chunk);
    for (std::size_t d = c * chunk; d < end; ++d)
      results[d] = assess(*prepared_, linearised(*prepared_, measure, domains[d], memory), memory);
  });
  return results;
}

double Estimator::variance(const Linearised& a) const {
  if (std::isnan(a.value)) return Result::missing;
  VarianceMemory memory;
  return prepared_->variance_of(a, memory);
}

double Estimator::covariance(const Linearised& a, const Linearised& b) const {
  if (std::isnan(a.value) || std::isnan(b.value)) return Result::missing;
  VarianceMemory memory;
  return prepared_->covariance_of(a, b, memory);
}

Result Estimator::combination(std::span<const Linearised* const> terms,
                              std::span<const double> coefficients) const {
  return assess_combination(*prepared_, terms, coefficients);
}

Result Estimator::difference(const Linearised& a, const Linearised& b) const {
  return combination(std::array{&a, &b}, std::array{1.0, -1.0});
}

Result Estimator::ratio(const Linearised& a, const Linearised& b) const {
  return assess_ratio(*prepared_, a, b);
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i)
    if (!std::isnan(p_values[i])) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.begin(), p_values.end());
  double largest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double factor = static_cast<double>(order.size() - rank);
    largest = std::max(largest, std::min(1.0, factor * p_values[order[rank]]));
    adjusted[order[rank]] = largest;
  }
  return adjusted;
}

}  // namespace trygg
