#include "weights/totals/laid_totals.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace trygg::weights {
namespace {

double given_total(const LaidMargin& margin, std::size_t row, double target) {
  return margin.given.empty() ? target : margin.given[row];
}

/// The variables of a margin without those that everything is crossed with, unless it has no more.
std::vector<std::string> without(const std::vector<std::string>& variables,
                                 const std::vector<std::string>& partition) {
  std::vector<std::string> rest;
  for (const auto& name : variables)
    if (std::ranges::find(partition, name) == partition.end()) rest.push_back(name);
  return rest.empty() ? variables : rest;
}

const LaidMargin* first_of_population(const LaidTotals& laid) {
  const auto found = std::ranges::find_if(
      laid.margins, [](const LaidMargin& margin) { return !margin.total.empty(); });
  return found == laid.margins.end() ? nullptr : &*found;
}

/// The population over Σ w, by part.
std::vector<double> factors(const LaidTotals& laid, const LaidMargin& margin,
                            std::span<const double> weight) {
  std::vector<double> population(laid.parts.size()), sum(laid.parts.size());
  for (std::size_t r = 0; r < margin.total.size(); ++r)
    population[margin.part[r]] += margin.total[r];
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (weight[k] == weight[k]) sum[laid.part(k)] += weight[k];
  for (std::size_t p = 0; p < sum.size(); ++p) population[p] /= sum[p];
  return population;
}

}  // namespace

bool LaidTotals::has_sample_totals() const {
  const auto is_of_sample = [](const auto& totals) { return totals.total.empty(); };
  return std::ranges::any_of(margins, is_of_sample) || std::ranges::any_of(numeric, is_of_sample);
}

bool LaidTotals::is_soft() const {
  const auto has_price = [](const auto& totals) { return totals.price != exactly; };
  return std::ranges::any_of(margins, has_price) || std::ranges::any_of(numeric, has_price);
}

std::vector<double> of_respondents(const LaidTotals& laid, std::span<const double> weight) {
  std::vector<double> w(weight.begin(), weight.end());
  for (std::size_t k = 0; k < laid.responds.size(); ++k)
    if (!laid.responds[k] && w[k] == w[k]) w[k] = 0;
  return w;
}

SampleTargets targets_of(const LaidTotals& laid, std::span<const double> weight) {
  SampleTargets made{.factor = std::vector<double>(laid.parts.size(), 1.0)};
  for (const auto& margin : laid.margins) made.target.margins.push_back(margin.total);
  for (const auto& v : laid.numeric) made.target.numeric.push_back(v.total);
  if (!laid.has_sample_totals()) return made;
  const auto of_sample = sums(laid, weight);
  if (const auto* margin = first_of_population(laid)) made.factor = factors(laid, *margin, weight);
  for (std::size_t m = 0; m < laid.margins.size(); ++m)
    if (laid.margins[m].total.empty()) {
      made.target.margins[m] = of_sample.margins[m];
      for (std::size_t r = 0; r < made.target.margins[m].size(); ++r)
        made.target.margins[m][r] *= made.factor[laid.margins[m].part[r]];
    }
  for (std::size_t v = 0; v < laid.numeric.size(); ++v)
    if (laid.numeric[v].total.empty()) {
      made.target.numeric[v] = of_sample.numeric[v];
      for (std::size_t p = 0; p < made.factor.size(); ++p)
        made.target.numeric[v][p] *= made.factor[p];
    }
  return made;
}

Targets sums(const LaidTotals& laid, std::span<const double> weight) {
  Targets all;
  for (const auto& margin : laid.margins) {
    auto& sum = all.margins.emplace_back(margin.level.size());
    for (std::size_t k = 0; k < weight.size(); ++k)
      if (weight[k] != 0) sum[margin.category[k]] += weight[k];
  }
  for (const auto& v : laid.numeric) {
    auto& sum = all.numeric.emplace_back(laid.parts.size());
    for (std::size_t k = 0; k < weight.size(); ++k)
      if (weight[k] != 0) sum[laid.part(k)] += weight[k] * v.value[k];
  }
  return all;
}

std::vector<MetTotal> met_totals(const LaidTotals& laid, const Targets& before,
                                 const Targets& after, const Targets& target) {
  std::vector<MetTotal> all;
  for (std::size_t m = 0; m < laid.margins.size(); ++m) {
    const auto& margin = laid.margins[m];
    for (std::size_t r = 0; r < margin.level.size(); ++r)
      all.push_back({margin.total.empty() ? "" : margin.source, margin.level[r], margin.records[r],
                     before.margins[m][r], after.margins[m][r], target.margins[m][r],
                     given_total(margin, r, target.margins[m][r])});
  }
  for (std::size_t v = 0; v < laid.numeric.size(); ++v) {
    const auto& numeric = laid.numeric[v];
    for (std::size_t p = 0; p < laid.parts.size(); ++p) {
      const auto name =
          laid.parts[p].empty() ? numeric.name : fmt::format("{}, {}", laid.parts[p], numeric.name);
      all.push_back({numeric.total.empty() ? "" : numeric.source, name, 0, before.numeric[v][p],
                     after.numeric[v][p], target.numeric[v][p], target.numeric[v][p]});
    }
  }
  return all;
}

CalibrationSpec spec_of(const LaidTotals& laid) {
  CalibrationSpec spec;
  for (const auto& margin : laid.margins)
    (margin.total.empty() ? spec.sample_margins : spec.margins)
        .push_back(without(margin.variables, laid.partition));
  for (const auto& v : laid.numeric)
    (v.total.empty() ? spec.sample_numeric : spec.numeric).push_back(v.name);
  spec.partition = laid.partition;
  spec.response = !laid.responds.empty();
  if (!laid.household_variable.empty()) spec.household = laid.household_variable;
  if (!laid.is_soft()) return spec;
  for (const auto& margin : laid.margins) spec.price.push_back(margin.price);
  for (const auto& v : laid.numeric) spec.price.push_back(v.price);
  return spec;
}

}  // namespace trygg::weights
