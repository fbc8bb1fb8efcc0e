#include "weights/calibration/equations.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::weights {

double relative_gap(double estimated, double target) {
  return std::abs(estimated - target) / std::max(1.0, std::abs(target));
}

Equations::Equations(const CalibrationProblem& problem, const Distance& distance, Bounds bounds)
    : p_(problem), distance_(distance), bounds_(bounds), d_(p_.weight.begin(), p_.weight.end()) {
  for (const auto& m : p_.margins) {
    offset_.push_back(target_.size());
    target_.insert(target_.end(), m.total.begin(), m.total.end());
  }
  unit_.assign(target_.size(), 1.0);
  for (const auto& v : p_.numeric) add_numeric(v);
  scale_weights();
}

void Equations::add_numeric(const NumericTotal& v) {
  double sum = 0, weight = 0;
  for (std::size_t k = 0; k < d_.size(); ++k) {
    if (d_[k] == 0) continue;
    sum += std::abs(d_[k] * v.value[k]);
    weight += std::abs(d_[k]);
  }
  const double unit = sum > 0 ? sum / weight : 1;
  unit_.push_back(unit);
  target_.push_back(v.total / unit);
}

void Equations::scale_weights() {
  if (p_.margins.empty() || !p_.scale.empty() || distance_.reach == Distance::Reach::bounded)
    return;
  const auto& totals = p_.margins.front().total;
  const double population = std::accumulate(totals.begin(), totals.end(), 0.0);
  const double sum = std::accumulate(d_.begin(), d_.end(), 0.0);
  if (population <= 0 || sum <= 0) return;
  weight_scale_ = population / sum;
  for (auto& d : d_) d *= weight_scale_;
}

double Equations::u(const std::vector<double>& lambda, std::size_t k) const {
  double sum = 0;
  for (std::size_t m = 0; m < p_.margins.size(); ++m)
    sum += lambda[offset_[m] + p_.margins[m].category[k]];
  for (std::size_t v = 0; v < p_.numeric.size(); ++v)
    sum += lambda[first_numeric() + v] * p_.numeric[v].value[k] / unit_[first_numeric() + v];
  return q(k) * sum;
}

void Equations::row(std::size_t k, std::vector<std::pair<std::size_t, double>>& x) const {
  x.clear();
  for (std::size_t m = 0; m < p_.margins.size(); ++m)
    x.emplace_back(offset_[m] + p_.margins[m].category[k], 1.0);
  for (std::size_t v = 0; v < p_.numeric.size(); ++v) {
    const auto c = first_numeric() + v;
    x.emplace_back(c, p_.numeric[v].value[k] / unit_[c]);
  }
}

Equations::Trial Equations::evaluate(std::vector<double> lambda) const {
  Trial trial{.lambda = std::move(lambda),
              .g = std::vector<double>(d_.size(), 1.0),
              .total = std::vector<double>(columns())};
  std::vector<std::pair<std::size_t, double>> x;
  for (std::size_t k = 0; k < d_.size(); ++k) {
    if (d_[k] == 0) continue;
    trial.g[k] = distance_.g(u(trial.lambda, k), bounds_);
    row(k, x);
    for (const auto& [column, value] : x) trial.total[column] += d_[k] * trial.g[k] * value;
  }
  for (std::size_t c = 0; c < columns(); ++c) {
    const double gap = relative_gap(trial.total[c] * unit_[c], target_[c] * unit_[c]);
    // Not std::max: a gap that is not a number must not pass for none.
    if (!(gap <= trial.gap)) trial.gap = gap;
  }
  return trial;
}

std::vector<double> Equations::shortfall(const Trial& trial) const {
  auto rest = target_;
  for (std::size_t c = 0; c < rest.size(); ++c) rest[c] -= trial.total[c];
  return rest;
}

std::vector<double> Equations::matrix(const std::vector<double>& lambda) const {
  std::vector<double> a(columns() * columns());
  std::vector<std::pair<std::size_t, double>> x;
  for (std::size_t k = 0; k < d_.size(); ++k) {
    if (d_[k] == 0) continue;
    const double weight = d_[k] * q(k) * distance_.derivative(u(lambda, k), bounds_);
    row(k, x);
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t j = 0; j <= i; ++j)
        a[x[i].first * columns() + x[j].first] += weight * x[i].second * x[j].second;
  }
  return a;
}

std::string Equations::name_of(std::size_t column) const {
  if (column >= first_numeric()) return p_.numeric[column - first_numeric()].name;
  const auto after = std::upper_bound(offset_.begin(), offset_.end(), column);
  const auto m = static_cast<std::size_t>(after - offset_.begin()) - 1;
  return fmt::format("{}, {}", p_.margins[m].name, p_.margins[m].level[column - offset_[m]]);
}

std::string Equations::worst(const Trial& trial, std::size_t count) const {
  std::vector<std::size_t> order(columns());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto gap = [&](std::size_t c) {
    return relative_gap(trial.total[c] * unit_[c], target_[c] * unit_[c]);
  };
  std::ranges::stable_sort(order, std::greater<>{}, gap);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(count, order.size()) && gap(order[i]) > p_.tolerance; ++i)
    texts.push_back(fmt::format("{}: {:.10g} in place of {:.10g}", name_of(order[i]),
                                trial.total[order[i]] * unit_[order[i]],
                                target_[order[i]] * unit_[order[i]]));
  return joined(texts, "; ");
}

}  // namespace trygg::weights
