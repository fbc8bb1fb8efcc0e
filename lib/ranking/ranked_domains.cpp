#include "ranking/ranked_domains.hpp"

namespace trygg {

RankedDomains::RankedDomains(const DomainEstimator& estimator, std::vector<NamedDomain> areas,
                             NamedDomain whole)
    : estimator_(estimator), domains_(std::move(areas)) {
  domains_.push_back(std::move(whole));
  levels_.resize(domains_.size());
  for (std::size_t d = 0; d < domains_.size(); ++d)
    estimator.levels({domains_[d].domain, 1}, {&levels_[d], 1});
}

AreasAndWhole RankedDomains::figure(const Quantity& quantity, std::size_t place,
                                    Covariances wanted) const {
  AreasAndWhole figure;
  const auto size = domains_.size();
  for (std::size_t d = 0; d < size; ++d)
    figure.areas.push_back(filled(domains_[d].frame, quantity.indicator,
                                  to_text(quantity.statistic), levels_[d][place]));
  figure.whole = std::move(figure.areas.back());
  figure.areas.pop_back();
  figure.covariance.assign(size * size, AreaStanding::missing);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      if (wanted == Covariances::all || i == j || i == size - 1)
        figure.covariance[i * size + j] = figure.covariance[j * size + i] =
            estimator_.covariance({place, domains_[i].domain}, {place, domains_[j].domain});
  return figure;
}

}  // namespace trygg
