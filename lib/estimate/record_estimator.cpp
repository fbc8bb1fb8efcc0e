#include "estimate/record_estimator.hpp"

#include "design/replicate_weights.hpp"
#include "estimate/cells.hpp"
#include "estimate/replicate_table.hpp"

namespace trygg {

RecordEstimator::RecordEstimator(const Estimator& estimator, std::span<const Quantity> quantities,
                                 const Table& table, const Design& design)
    : estimator_(estimator) {
  for (const auto& quantity : quantities) measures_.push_back(measure(quantity, table, design));
}

void RecordEstimator::prepare(std::span<const Domain* const> domains,
                              const ReplicateWeights& weights, unsigned threads) {
  std::vector<const Measure*> some;
  for (auto& measure : measures_) {
    if (!ReplicateTable::fits(measure)) continue;
    measure.in_replicates = some.size();
    some.push_back(&measure);
  }
  constexpr std::size_t most_numbers = 40'000'000;  // 320 MB
  if (some.empty() ||
      ReplicateTable::size(some.size(), domains.size(), weights.count) > most_numbers)
    return;
  const auto made = std::make_shared<const ReplicateTable>(some, domains, weights, threads);
  for (auto& measure : measures_)
    if (ReplicateTable::fits(measure)) measure.replicates = made;
}

void RecordEstimator::levels(std::span<const Domain> domains,
                             std::span<std::vector<Result>> results) const {
  for (const auto& measure : measures_) {
    const auto estimates = estimator_.estimate(measure, domains, 1);
    for (std::size_t d = 0; d < domains.size(); ++d) results[d].push_back(estimates[d]);
  }
}

void RecordEstimator::contrasts(const Contrast& contrast,
                                std::span<const std::vector<Domain>> terms,
                                std::span<std::vector<Result>> results) const {
  for (const auto& measure : measures_)
    for (std::size_t c = 0; c < terms.size(); ++c) {
      std::vector<Linearised> estimates;
      for (const auto& domain : terms[c])
        estimates.push_back(estimator_.linearise(measure, domain));
      results[c].push_back(contrast_of(estimator_, contrast, estimates));
    }
}

double RecordEstimator::covariance(Cell a, Cell b) const {
  return estimator_.covariance(estimator_.linearise(measures_[a.quantity], *a.domain),
                               estimator_.linearise(measures_[b.quantity], *b.domain));
}

Result contrast_of(const Estimator& estimator, const Contrast& contrast,
                   std::span<const Linearised> terms) {
  if (contrast.kind == ContrastKind::ratio) return estimator.ratio(terms[0], terms[1]);
  std::vector<const Linearised*> estimates;
  std::vector<double> coefficients;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    estimates.push_back(&terms[i]);
    coefficients.push_back(contrast.terms[i].coefficient);
  }
  return estimator.combination(estimates, coefficients);
}

}  // namespace trygg
