#include "weights/calibration/equations.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::weights {
namespace {

/// The value of each unit, of which all its records have the same.
std::vector<double> shared(std::span<const double> by_record, std::span<const double> weight,
                           const Auxiliaries& x) {
  if (by_record.empty()) return {};
  std::vector<double> by_unit(x.units(), 1.0);
  for (std::size_t k = 0; k < by_record.size(); ++k)
    if (weight[k] != 0) by_unit[x.unit_of(k)] = by_record[k];
  return by_unit;
}

}  // namespace

double relative_gap(double estimated, double target) {
  return std::abs(estimated - target) / std::max(1.0, std::abs(target));
}

Equations::Equations(const CalibrationProblem& problem, const Auxiliaries& auxiliaries,
                     const Distance& distance, const Shape& shape)
    : p_(problem),
      x_(auxiliaries),
      distance_(distance),
      shape_(shape),
      d_(x_.sums(p_.weight)),
      q_(shared(p_.scale, p_.weight, x_)),
      lower_(shared(p_.lower, p_.weight, x_)),
      upper_(shared(p_.upper, p_.weight, x_)) {
  for (const auto& m : p_.margins) target_.insert(target_.end(), m.total.begin(), m.total.end());
  for (const auto& v : p_.numeric) target_.push_back(v.total / x_.unit(target_.size()));
  require(target_.size() == x_.columns(), "{} totals for {} auxiliary variables", target_.size(),
          x_.columns());
  lay_prices();
  scale_weights();
}

void Equations::lay_prices() {
  std::vector<double> price;
  for (const auto& m : p_.margins) price.insert(price.end(), m.total.size(), m.price);
  for (const auto& v : p_.numeric) price.push_back(v.price);
  if (std::ranges::all_of(price, [](double c) { return c == exactly; })) return;
  require(distance_.reach == Distance::Reach::any_sign, "soft totals need the linear distance");
  std::vector<double> squares(columns());
  for (std::size_t i = 0; i < d_.size(); ++i)
    for (const auto& [c, value] : x_.row(i))
      squares[c] += d_[i] * (q_.empty() ? 1 : q_[i]) * value * value;
  for (std::size_t c = 0; c < columns(); ++c)
    ridge_.push_back(price[c] == exactly ? 0 : squares[c] / price[c]);
}

void Equations::scale_weights() {
  if (p_.margins.empty() || !p_.scale.empty() || !distance_.scale_free || !ridge_.empty()) return;
  const auto& totals = p_.margins.front().total;
  const double population = std::accumulate(totals.begin(), totals.end(), 0.0);
  const double sum = std::accumulate(d_.begin(), d_.end(), 0.0);
  if (population <= 0 || sum <= 0) return;
  weight_scale_ = population / sum;
  for (auto& d : d_) d *= weight_scale_;
}

Shape Equations::shape_of(std::size_t unit) const {
  Shape shape = shape_;
  if (!lower_.empty()) shape.lower = lower_[unit];
  if (!upper_.empty()) shape.upper = upper_[unit];
  return shape;
}

double Equations::gap_of(const Trial& trial, std::size_t c) const {
  return relative_gap(trial.total[c] * x_.unit(c), target_[c] * x_.unit(c));
}

Equations::Trial Equations::evaluate(std::vector<double> lambda) const {
  Trial trial{.lambda = std::move(lambda),
              .g = std::vector<double>(d_.size(), 1.0),
              .slope = std::vector<double>(d_.size()),
              .total = std::vector<double>(columns())};
  for (std::size_t i = 0; i < d_.size(); ++i) {
    if (d_[i] == 0) continue;
    const auto row = x_.row(i);
    double u = 0;
    for (const auto& [c, value] : row) u += trial.lambda[c] * value;
    const double q = q_.empty() ? 1 : q_[i];
    const auto [g, slope] = distance_.at(q * u, shape_of(i));
    trial.g[i] = g;
    trial.slope[i] = q * slope;
    for (const auto& [c, value] : row) trial.total[c] += d_[i] * g * value;
  }
  for (std::size_t c = 0; c < columns(); ++c) {
    if (!ridge_.empty()) trial.total[c] += ridge_[c] * trial.lambda[c];
    const double gap = gap_of(trial, c);
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

std::vector<double> Equations::matrix(const Trial& trial) const {
  const auto n = columns();
  std::vector<double> a(n * n);
  for (std::size_t i = 0; i < d_.size(); ++i) {
    if (d_[i] == 0) continue;
    const auto row = x_.row(i);
    const double weight = d_[i] * trial.slope[i];
    for (std::size_t r = 0; r < row.size(); ++r)
      for (std::size_t s = 0; s <= r; ++s)
        a[row[r].column * n + row[s].column] += weight * row[r].value * row[s].value;
  }
  for (std::size_t c = 0; c < ridge_.size(); ++c) a[c * n + c] += ridge_[c];
  return a;
}

std::vector<double> Equations::g_by_record(const Trial& trial) const {
  auto g = trial.g;
  for (auto& value : g) value *= weight_scale_;
  return x_.by_record(g, p_.weight.size());
}

std::string Equations::worst(const Trial& trial, std::size_t count) const {
  std::vector<std::size_t> order(columns());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto gap = [&](std::size_t c) { return gap_of(trial, c); };
  std::ranges::stable_sort(order, std::greater<>{}, gap);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(count, order.size()) && gap(order[i]) > p_.tolerance; ++i) {
    const auto c = order[i];
    texts.push_back(fmt::format("{}: {:.10g} in place of {:.10g}", Auxiliaries::name_of(p_, c),
                                trial.total[c] * x_.unit(c), target_[c] * x_.unit(c)));
  }
  return joined(texts, "; ");
}

}  // namespace trygg::weights
