#include "diagnostics/representativeness.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.hpp"
#include "diagnostics/partial_indicators.hpp"
#include "dist/quantiles.hpp"
#include "linalg/sum.hpp"
#include "model/logistic.hpp"

namespace trygg {
namespace {

using Values = std::vector<double>;

/// Square matrices, row by row.
Values product(const Values& a, const Values& b, std::size_t n) {
  Values c(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t j = 0; j < n; ++j) c[i * n + j] += a[i * n + k] * b[k * n + j];
  return c;
}

double trace(const Values& a, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += a[i * n + i];
  return sum;
}

double form(const Values& a, const Values& b, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) sum += b[i] * a[i * n + j] * b[j];
  return sum;
}

void mirror(Values& lower, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) lower[i * n + j] = lower[j * n + i];
}

/// Everything about the spread of propensities that was estimated with them.
class Spread {
 public:
  Spread(const ModelMatrix& x, const Values& rho, const Values& inverse,
         std::span<const double> weight);

  double mean() const { return mean_; }
  double s2() const { return s2_; }
  double bias() const { return trace(bv_, n_) - (squares_ - 1 / population_) * s2_; }
  double variance() const;

 private:
  void sum_weights(std::span<const double> weight);
  void sum_slopes(const ModelMatrix& x, const Values& inverse, std::span<const double> weight);

  const Values* rho_;
  std::size_t n_, records_ = 0;
  double population_ = 0, squares_ = 0;  // Σ d, Σ d² / (Σ d)²
  double mean_ = 0, s2_ = 0, fourth_ = 0;
  double along_ = 0;  // b'V b
  Values bv_;
};

Spread::Spread(const ModelMatrix& x, const Values& rho, const Values& inverse,
               std::span<const double> weight)
    : rho_(&rho), n_(x.columns()) {
  sum_weights(weight);
  sum_slopes(x, inverse, weight);
}

void Spread::sum_weights(std::span<const double> weight) {
  Sum d, d2, first, second, fourth;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    records_ += weight[k] > 0;
    d.add(weight[k]);
    d2.add(weight[k] * weight[k]);
    first.add(weight[k] * (*rho_)[k]);
  }
  population_ = d.value();
  squares_ = d2.value() / (population_ * population_);
  mean_ = first.value() / population_;
  const auto square = [&](std::size_t k) { return ((*rho_)[k] - mean_) * ((*rho_)[k] - mean_); };
  for (std::size_t k = 0; k < weight.size(); ++k) second.add(weight[k] * square(k));
  s2_ = second.value() / (population_ - 1);
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const double away = square(k) - s2_;
    fourth.add(weight[k] * weight[k] * away * away);
  }
  fourth_ = fourth.value() / (population_ * population_);
}

void Spread::sum_slopes(const ModelMatrix& x, const Values& inverse,
                        std::span<const double> weight) {
  Values mean(n_, 0.0), b(n_, 0.0), square(n_ * n_, 0.0), score(n_ * n_, 0.0);
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (weight[k] == 0) continue;
    const double slope = (*rho_)[k] * (1 - (*rho_)[k]), d = weight[k];
    x.add(k, d * slope / population_, mean);
    x.add(k, d * slope * ((*rho_)[k] - mean_) / population_, b);
    x.add_square(k, d * slope * slope / population_, square);
    x.add_square(k, d * d * slope, score);
  }
  for (std::size_t i = 0; i < n_; ++i)
    for (std::size_t j = 0; j <= i; ++j) square[i * n_ + j] -= mean[i] * mean[j];
  mirror(square, n_);
  mirror(score, n_);
  const auto v = product(product(inverse, score, n_), inverse, n_);
  along_ = form(v, b, n_);
  bv_ = product(square, v, n_);
}

double Spread::variance() const {
  const auto n = static_cast<double>(records_);
  return 4 * along_ + 2 * trace(product(bv_, bv_, n_), n_) + n / (n - 1) * fourth_;
}

double indicator(double s2) {
  return 1 - 2 * std::sqrt(std::max(0.0, s2));
}

}  // namespace

Representativeness representativeness(const ModelMatrix& x, std::span<const std::uint8_t> answered,
                                      std::span<const double> weight, double level) {
  require(level > 0 && level < 1, "a level of {}; it must be between 0 and 1", level);
  const auto fit = fit_logistic(x, answered, weight);
  const Spread spread(x, fit.probability, fit.inverse_information, weight);
  Representativeness result{.propensity = spread.mean(),
                            .uncorrected = indicator(spread.s2()),
                            .s2 = spread.s2() - spread.bias(),
                            .s2_se = std::sqrt(spread.variance()),
                            .level = level,
                            .partials = partial_indicators(x, fit.probability, weight)};
  result.indicator = indicator(result.s2);
  const double reach = normal_quantile((1 + level) / 2) * result.s2_se;
  result.lower = indicator(result.s2 + reach);
  result.upper = indicator(result.s2 - reach);
  return result;
}

}  // namespace trygg
