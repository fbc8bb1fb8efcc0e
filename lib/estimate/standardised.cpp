#include "estimate/standardised.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "estimate/combine.hpp"
#include "estimate/linearise.hpp"
#include "estimate/standard.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

/// The records of each group, of those that answered.
std::vector<Domain> by_group(const Measure& m, const std::vector<std::uint32_t>& record) {
  std::vector<Domain> groups(m.standard.size());
  for (const auto k : record)
    if (m.group[k] != Measure::no_group) groups[m.group[k]].push_back(k);
  return groups;
}

bool lacks_a_group(const Measure& m, const std::vector<Domain>& groups) {
  for (std::size_t g = 0; g < groups.size(); ++g)
    if (m.standard[g] > 0 && groups[g].empty()) return true;
  return false;
}

/// Σ S_g θ_g / Σ S_g of the share or mean that `mean` is.
Linearised standard_mean(const Measure& mean, const std::vector<double>& standard,
                         const std::vector<Domain>& groups, std::span<const double> weight) {
  Sum all, value;
  std::vector<Linearised> means;
  std::vector<double> share;
  for (const double s : standard) all.add(s);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (standard[g] == 0) continue;
    means.push_back(linearise(mean, groups[g], weight));
    share.push_back(standard[g] / all.value());
    value.add(standard[g] * means.back().value);
  }
  std::vector<const Linearised*> terms;
  for (const auto& e : means) terms.push_back(&e);
  auto sum = combine(terms, share);
  if (!std::isnan(sum.value)) sum.value = value.value() / all.value();  // 1 stays 1
  return sum;
}

}  // namespace

Linearised linearise_standardised(const Measure& m, const Domain& domain,
                                  std::span<const double> weight) {
  const bool ratio = m.statistic == Statistic::ratio;
  require(can_be_standardised(m.statistic),
          "a {} cannot be standardised; shares, means and ratios can", to_text(m.statistic));
  auto e = answered(m, domain, weight);
  if (e.n == 0) return e;
  const auto groups = by_group(m, e.record);
  if (lacks_a_group(m, groups)) {
    e.notes.push_back(Note::no_standard_group);
    return e;
  }
  if (!ratio) return standard_mean(m, m.standard, groups, weight);
  const Measure numerator{Statistic::mean, m.y, {}}, denominator{Statistic::mean, m.x, {}};
  const auto y = standard_mean(numerator, m.standard, groups, weight);
  const auto x = standard_mean(denominator, m.standard, groups, weight);
  auto of_means = quotient(y, x);
  of_means.statistic = Statistic::ratio;
  of_means.n = y.n;
  return of_means;
}

}  // namespace trygg
