#include "model/model_matrix.hpp"

#include <cmath>

#include "base/error.hpp"

namespace trygg {

ModelMatrix::ModelMatrix(std::size_t records, std::vector<Factor> factors,
                         std::vector<Covariate> covariates)
    : records_(records),
      factors_(std::move(factors)),
      covariates_(std::move(covariates)),
      names_{"constant"} {
  for (const auto& factor : factors_) {
    require(factor.level.size() == records, "{} has {} values for {} records", factor.name,
            factor.level.size(), records);
    for (const auto l : factor.level)
      require(l < factor.levels.size(), "{} has level {}, but {} names", factor.name, l,
              factor.levels.size());
    first_.push_back(names_.size());
    for (std::size_t l = 1; l < factor.levels.size(); ++l) names_.push_back(factor.levels[l]);
  }
  for (const auto& covariate : covariates_) {
    require(covariate.value.size() == records, "{} has {} values for {} records", covariate.name,
            covariate.value.size(), records);
    for (const double x : covariate.value)
      require(std::isfinite(x), "{} has a value that is not finite", covariate.name);
    names_.push_back(covariate.name);
  }
}

template <class F>
void ModelMatrix::each(std::size_t k, F f) const {
  f(std::size_t{0}, 1.0);
  for (std::size_t i = 0; i < factors_.size(); ++i)
    if (const auto level = factors_[i].level[k]; level > 0) f(first_[i] + level - 1, 1.0);
  auto column = names_.size() - covariates_.size();
  for (const auto& covariate : covariates_) f(column++, covariate.value[k]);
}

double ModelMatrix::value(std::size_t k, std::span<const double> beta) const {
  double sum = 0;
  each(k, [&](std::size_t j, double x) { sum += x * beta[j]; });
  return sum;
}

void ModelMatrix::add(std::size_t k, double times, std::span<double> to) const {
  each(k, [&](std::size_t j, double x) { to[j] += times * x; });
}

void ModelMatrix::add_square(std::size_t k, double times, std::span<double> square) const {
  const auto n = columns();
  each(k, [&](std::size_t i, double x) {
    each(k, [&](std::size_t j, double y) {
      if (j <= i) square[i * n + j] += times * x * y;
    });
  });
}

}  // namespace trygg
