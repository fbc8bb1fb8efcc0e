#include "diagnostics/auxiliaries.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/error.hpp"
#include "linalg/solve.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// m of every record, from the least squares that define it.
std::vector<double> predicted(const ModelMatrix& x, std::span<const std::uint8_t> answered,
                              std::span<const double> weight) {
  const auto n = x.columns();
  std::vector<double> gram(n * n, 0.0), total(n, 0.0);
  double all = 0;
  for (const double d : weight) all += d;
  for (std::size_t k = 0; k < x.records(); ++k) {
    if (weight[k] == 0) continue;
    x.add(k, weight[k] / all, total);
    if (answered[k]) x.add_square(k, weight[k] / all, gram);
  }
  const auto b = solve_symmetric(std::move(gram), std::move(total));
  std::vector<double> m(x.records(), not_known);
  for (std::size_t k = 0; k < m.size(); ++k)
    if (answered[k] && weight[k] > 0) m[k] = x.value(k, b);
  return m;
}

/// Variables that may still be taken, the factors first.
class Selection {
 public:
  Selection(std::span<const Factor> factors, std::span<const Covariate> covariates,
            std::span<const std::uint8_t> answered, std::span<const double> weight)
      : factors_(factors),
        covariates_(covariates),
        answered_(answered),
        weight_(weight),
        is_taken_(factors.size() + covariates.size(), 0) {}

  std::vector<AuxiliaryStep> run();

 private:
  double h3_with(std::size_t candidate) const;
  const std::string& name(std::size_t i) const {
    return i < factors_.size() ? factors_[i].name : covariates_[i - factors_.size()].name;
  }

  std::span<const Factor> factors_;
  std::span<const Covariate> covariates_;
  std::span<const std::uint8_t> answered_;
  std::span<const double> weight_;
  std::vector<std::uint8_t> is_taken_;
};

double Selection::h3_with(std::size_t candidate) const {
  std::vector<Factor> factors;
  std::vector<Covariate> covariates;
  for (std::size_t i = 0; i < is_taken_.size(); ++i) {
    if (!is_taken_[i] && i != candidate) continue;
    if (i < factors_.size())
      factors.push_back(factors_[i]);
    else
      covariates.push_back(covariates_[i - factors_.size()]);
  }
  const ModelMatrix x(weight_.size(), std::move(factors), std::move(covariates));
  return inverse_influence(x, answered_, weight_).cv;
}

std::vector<AuxiliaryStep> Selection::run() {
  std::vector<AuxiliaryStep> steps;
  double before = 0;
  while (steps.size() < is_taken_.size()) {
    std::optional<std::size_t> best;
    double highest = 0;
    for (std::size_t i = 0; i < is_taken_.size(); ++i) {
      if (is_taken_[i]) continue;
      const double h3 = h3_with(i);
      if (best && h3 <= highest) continue;
      best = i;
      highest = h3;
    }
    is_taken_[*best] = 1;
    steps.push_back({name(*best), highest, highest - before});
    before = highest;
  }
  return steps;
}

}  // namespace

InverseInfluence inverse_influence(const ModelMatrix& x, std::span<const std::uint8_t> answered,
                                   std::span<const double> weight) {
  require(answered.size() == x.records() && weight.size() == x.records(),
          "{} answers and {} weights for {} records", answered.size(), weight.size(), x.records());
  Sum sum, first, second;
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (answered[k]) sum.add(weight[k]);
  require<InputError>(sum.value() > 0, "nobody with a weight answered");
  InverseInfluence result{.m = predicted(x, answered, weight)};
  const auto each = [&](auto f) {
    for (std::size_t k = 0; k < weight.size(); ++k)
      if (result.m[k] == result.m[k]) f(weight[k], result.m[k]);
  };
  each([&](double d, double m) { first.add(d * m); });
  result.mean = first.value() / sum.value();
  each([&](double d, double m) { second.add(d * (m - result.mean) * (m - result.mean)); });
  result.q2 = second.value() / sum.value();
  result.cv = std::sqrt(result.q2) / result.mean;
  return result;
}

double moved_mean(const InverseInfluence& influence, std::span<const double> y,
                  std::span<const double> weight) {
  const auto& m = influence.m;
  require(y.size() == m.size() && weight.size() == m.size(), "{} values for {} records", y.size(),
          m.size());
  Sum d, dy, dm, yy, ym;
  const auto counts = [&](std::size_t k) { return m[k] == m[k] && y[k] == y[k]; };
  for (std::size_t k = 0; k < m.size(); ++k) {
    if (!counts(k)) continue;
    d.add(weight[k]);
    dy.add(weight[k] * y[k]);
    dm.add(weight[k] * m[k]);
  }
  if (d.value() == 0) return not_known;
  const double mean_y = dy.value() / d.value(), mean_m = dm.value() / d.value();
  for (std::size_t k = 0; k < m.size(); ++k) {
    if (!counts(k)) continue;
    yy.add(weight[k] * (y[k] - mean_y) * (y[k] - mean_y));
    ym.add(weight[k] * (y[k] - mean_y) * (m[k] - mean_m));
  }
  const double variance = yy.value() / d.value();
  if (!(variance > 0)) return not_known;
  return std::abs(ym.value() / d.value()) / std::sqrt(variance) / mean_m;
}

std::vector<AuxiliaryStep> select_auxiliaries(std::span<const Factor> factors,
                                              std::span<const Covariate> covariates,
                                              std::span<const std::uint8_t> answered,
                                              std::span<const double> weight) {
  return Selection(factors, covariates, answered, weight).run();
}

}  // namespace trygg
