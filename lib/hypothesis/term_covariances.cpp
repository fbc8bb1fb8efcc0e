#include "hypothesis/term_covariances.hpp"

#include "design/design.hpp"

namespace trygg {

TermCovariances::TermCovariances(const Design& design, const Estimator& estimator)
    : estimator_(estimator) {
  if (design.replicates()) return;
  variance_ = std::make_unique<const Variance>(design);
  matrix_ = std::make_unique<const CovarianceMatrix>(design, *variance_);
}

std::vector<double> TermCovariances::of_replicates(std::span<const Linearised> terms) const {
  const auto k = terms.size();
  std::vector<double> v(k * k);
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      v[i * k + j] = v[j * k + i] = estimator_.covariance(terms[i], terms[j]);
  return v;
}

std::vector<double> TermCovariances::of(std::span<const Linearised> terms) const {
  if (!matrix_) return of_replicates(terms);
  using Eigen::Index;
  const auto& record = terms.front().record;
  InfluenceMatrix influence{record, {}};
  influence.z.resize(static_cast<Index>(record.size()), static_cast<Index>(terms.size()));
  for (std::size_t j = 0; j < terms.size(); ++j)
    for (std::size_t i = 0; i < record.size(); ++i)
      influence.z(static_cast<Index>(i), static_cast<Index>(j)) = terms[j].z[i];
  const Eigen::MatrixXd v = matrix_->of(influence);
  return {v.data(), v.data() + v.size()};
}

}  // namespace trygg
