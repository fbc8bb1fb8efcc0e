#include "weights/calibrate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"
#include "linalg/solve.hpp"

namespace trygg::weights {
namespace {

constexpr double converged = 1e-12;
constexpr int most_iterations = 100, most_halvings = 40;

double relative_gap(double estimated, double target) {
  return std::abs(estimated - target) / std::max(1.0, std::abs(target));
}

void check(const CalibrationProblem& problem) {
  const auto n = problem.weight.size();
  require(problem.scale.empty() || problem.scale.size() == n, "{} scales for {} weights",
          problem.scale.size(), n);
  for (const auto& m : problem.margins)
    require(m.category.size() == n && m.level.size() == m.total.size(),
            "{}: {} categories for {} weights, {} levels for {} totals", m.name, m.category.size(),
            n, m.level.size(), m.total.size());
  for (const auto& v : problem.numeric)
    require(v.value.size() == n, "{}: {} values for {} weights", v.name, v.value.size(), n);
  require(std::ranges::all_of(problem.weight, [](double d) { return std::isfinite(d); }),
          "a weight is not a finite number");
}

/// The equations Σ d g(q x'λ) x = t. A column for every category of every margin, then one for
/// every numeric variable, in units that make its values about 1.
class Equations {
 public:
  Equations(const CalibrationProblem& problem, const Distance& distance, Bounds bounds)
      : p_(problem), distance_(distance), bounds_(bounds), d_(p_.weight.begin(), p_.weight.end()) {
    for (const auto& m : p_.margins) {
      offset_.push_back(target_.size());
      target_.insert(target_.end(), m.total.begin(), m.total.end());
    }
    unit_.assign(target_.size(), 1.0);
    for (const auto& v : p_.numeric) add_numeric(v);
    scale_weights();
  }

  std::size_t columns() const { return target_.size(); }

  /// A trial value of λ and what follows from it.
  struct Trial {
    std::vector<double> lambda, g, total;
    double gap = 0;
  };
  Trial evaluate(std::vector<double> lambda) const;
  /// t − t̂, in units of the columns.
  std::vector<double> shortfall(const Trial& trial) const;
  /// Σ d q g'(u) x x', lower triangle.
  std::vector<double> matrix(const std::vector<double>& lambda) const;
  /// `g` relative to the weights as they were given.
  std::vector<double> result(std::vector<double> g) const {
    for (auto& value : g) value *= weight_scale_;
    return g;
  }
  /// The `count` totals that are met worst, as text.
  std::string worst(const Trial& trial, std::size_t count) const;

 private:
  void add_numeric(const NumericTotal& v) {
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

  /// Brings Σ d to the population, so that Newton starts near g = 1 and exp(u) stays in range. Done
  /// only where it leaves the solution as it is: x spans the constant, q = 1, no bounds on g.
  void scale_weights() {
    if (p_.margins.empty() || !p_.scale.empty() || distance_.reach == Distance::Reach::bounded)
      return;
    const auto& totals = p_.margins.front().total;
    const double population = std::accumulate(totals.begin(), totals.end(), 0.0);
    const double sum = std::accumulate(d_.begin(), d_.end(), 0.0);
    if (population <= 0 || sum <= 0) return;
    weight_scale_ = population / sum;
    for (auto& d : d_) d *= weight_scale_;
  }

  double q(std::size_t k) const { return p_.scale.empty() ? 1.0 : p_.scale[k]; }
  std::size_t first_numeric() const { return columns() - p_.numeric.size(); }

  double u(const std::vector<double>& lambda, std::size_t k) const {
    double sum = 0;
    for (std::size_t m = 0; m < p_.margins.size(); ++m)
      sum += lambda[offset_[m] + p_.margins[m].category[k]];
    for (std::size_t v = 0; v < p_.numeric.size(); ++v)
      sum += lambda[first_numeric() + v] * p_.numeric[v].value[k] / unit_[first_numeric() + v];
    return q(k) * sum;
  }

  /// The columns in which record k is not 0, ascending, with its values there.
  void row(std::size_t k, std::vector<std::pair<std::size_t, double>>& x) const {
    x.clear();
    for (std::size_t m = 0; m < p_.margins.size(); ++m)
      x.emplace_back(offset_[m] + p_.margins[m].category[k], 1.0);
    for (std::size_t v = 0; v < p_.numeric.size(); ++v) {
      const auto c = first_numeric() + v;
      x.emplace_back(c, p_.numeric[v].value[k] / unit_[c]);
    }
  }

  std::string name_of(std::size_t column) const;

  const CalibrationProblem& p_;
  const Distance& distance_;
  Bounds bounds_;
  std::vector<double> d_;
  double weight_scale_ = 1;
  std::vector<std::size_t> offset_;  // of each margin: its first column
  std::vector<double> target_, unit_;
};

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
  for (std::size_t i = 0; i < std::min(count, order.size()) && gap(order[i]) > converged; ++i)
    texts.push_back(fmt::format("{}: {:.10g} in place of {:.10g}", name_of(order[i]),
                                trial.total[order[i]] * unit_[order[i]],
                                target_[order[i]] * unit_[order[i]]));
  return joined(texts, "; ");
}

/// Takes a Newton step, the whole or, while the totals are far off, halves of it until the gap
/// shrinks. \return  false when it does not
bool improve(const Equations& equations, Equations::Trial& trial, double tolerance) {
  const int halvings = trial.gap <= tolerance ? 1 : most_halvings;
  const auto step = solve_symmetric(equations.matrix(trial.lambda), equations.shortfall(trial));
  double length = 1;
  for (int halving = 0; halving < halvings; ++halving, length /= 2) {
    auto lambda = trial.lambda;
    for (std::size_t c = 0; c < lambda.size(); ++c) lambda[c] += length * step[c];
    auto next = equations.evaluate(std::move(lambda));
    if (next.gap < trial.gap) {
      trial = std::move(next);
      return true;
    }
  }
  return false;
}

Calibration newton(const CalibrationProblem& problem, const Distance& distance, Bounds bounds) {
  const Equations equations(problem, distance, bounds);
  auto trial = equations.evaluate(std::vector<double>(equations.columns()));
  int iterations = 0;
  while (trial.gap > converged && iterations < most_iterations &&
         improve(equations, trial, problem.tolerance))
    ++iterations;
  if (!(trial.gap <= problem.tolerance))
    throw ConvergenceError(
        fmt::format("{}: no weights were found that meet the totals ({} iterations); the nearest "
                    "give {}; check "
                    "these totals, merge small categories{}",
                    distance.name, iterations, equations.worst(trial, 3),
                    distance.reach == Distance::Reach::bounded ? ", or widen the bounds" : ""));
  return {equations.result(std::move(trial.g)), iterations, trial.gap};
}

/// One margin: in every category the same g, its total over the sum of its weights.
Calibration ratios(const CalibrationProblem& problem) {
  const auto& margin = problem.margins.front();
  std::vector<double> sum(margin.total.size()), after(sum.size()), ratio(sum.size(), 1.0);
  for (std::size_t k = 0; k < problem.weight.size(); ++k)
    sum[margin.category[k]] += problem.weight[k];
  for (std::size_t c = 0; c < sum.size(); ++c)
    if (sum[c] != 0) ratio[c] = margin.total[c] / sum[c];
  Calibration done{.g = std::vector<double>(problem.weight.size(), 1.0)};
  for (std::size_t k = 0; k < problem.weight.size(); ++k) {
    if (problem.weight[k] == 0) continue;
    done.g[k] = ratio[margin.category[k]];
    after[margin.category[k]] += problem.weight[k] * done.g[k];
  }
  for (std::size_t c = 0; c < sum.size(); ++c) {
    const double gap = relative_gap(after[c], margin.total[c]);
    if (gap > problem.tolerance)
      throw ConvergenceError(
          fmt::format("{}, {}: the weights before sum to {:.10g}, the total is {:.10g}",
                      margin.name, margin.level[c], sum[c], margin.total[c]));
    done.largest_gap = std::max(done.largest_gap, gap);
  }
  return done;
}

}  // namespace

Calibration calibrate(const CalibrationProblem& problem, const Distance& distance, Bounds bounds) {
  check(problem);
  const bool closed_form = problem.margins.size() == 1 && problem.numeric.empty() &&
                           distance.reach != Distance::Reach::bounded;
  return closed_form && problem.scale.empty() ? ratios(problem) : newton(problem, distance, bounds);
}

}  // namespace trygg::weights
