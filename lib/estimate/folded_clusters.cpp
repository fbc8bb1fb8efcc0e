#include "estimate/folded_clusters.hpp"

#include "design/design.hpp"
#include "estimate/folded_value.hpp"
#include "estimate/record_estimator.hpp"

namespace trygg {

FoldedClusters::FoldedClusters(const FoldedSurvey& folded, const Design& design,
                               FoldedQuantities quantities, const EstimateOptions& options)
    : weight_(design.weight().begin(), design.weight().end()),
      quantities_(std::move(quantities)),
      sums_(folded, design, quantities_),
      estimator_(design, options) {}

Linearised FoldedClusters::linearise(std::size_t number, const Domain& domain) const {
  const auto& q = quantities_.quantities[number];
  FoldedTotals totals{.cases = 0, .largest_weight = 0};
  Linearised e{.statistic = q.statistic};
  for (const auto cell : domain) {
    totals.any_weight = totals.any_weight || sums_.has_weight(cell);
    if (sums_.records(cell)[q.r] == 0) continue;
    const auto* first = sums_.first(cell);
    e.record.push_back(cell);
    totals.records += sums_.records(cell)[q.r];
    totals.cases += sums_.records(cell)[q.y];
    if (!(sums_.weight_of_one(cell) <= totals.largest_weight))
      totals.largest_weight = sums_.weight_of_one(cell);
    totals.extremes.add(sums_.extremes(cell, number));
    totals.y += first[q.y];
    totals.r += first[q.r];
    if (q.squares) totals.squares += first[*q.squares];
    if (q.centred) totals.centred += first[*q.centred];
  }
  auto made = value_of(q, totals);
  e.n = made.moments.n;
  e.value = made.moments.value;
  e.notes = std::move(made.moments.notes);
  e.cases = made.moments.cases;
  e.largest_weight = made.moments.largest_weight;
  e.simple_random = {made.moments.weight, made.moments.simple_random};
  for (const auto cell : e.record) {
    const auto* first = sums_.first(cell);
    e.z.push_back(made.moments.varies ? (made.a * first[q.y] - made.b * first[q.r]) / weight_[cell]
                                      : 0.0);
  }
  return e;
}

void FoldedClusters::levels(std::span<const Domain> domains,
                            std::span<std::vector<Result>> results) const {
  for (std::size_t d = 0; d < domains.size(); ++d)
    for (std::size_t q = 0; q < quantities_.quantities.size(); ++q)
      results[d].push_back(estimator_.result(linearise(q, domains[d])));
}

void FoldedClusters::contrasts(const Contrast& contrast, std::span<const std::vector<Domain>> terms,
                               std::span<std::vector<Result>> results) const {
  for (std::size_t c = 0; c < terms.size(); ++c)
    for (std::size_t q = 0; q < quantities_.quantities.size(); ++q) {
      std::vector<Linearised> estimates;
      for (const auto& domain : terms[c]) estimates.push_back(linearise(q, domain));
      results[c].push_back(contrast_of(estimator_, contrast, estimates));
    }
}

double FoldedClusters::covariance(Cell a, Cell b) const {
  return estimator_.covariance(linearise(a.quantity, *a.domain), linearise(b.quantity, *b.domain));
}

}  // namespace trygg
