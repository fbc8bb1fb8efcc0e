#include "weights/calibration/calibrate.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "linalg/solve.hpp"
#include "weights/calibration/equations.hpp"
#include "weights/calibration/fold.hpp"

namespace trygg::weights {
namespace {

constexpr double converged = 1e-14;
constexpr int most_iterations = 100, most_halvings = 40;

void check(const CalibrationProblem& problem) {
  const auto n = problem.weight.size();
  require(problem.scale.empty() || problem.scale.size() == n, "{} scales for {} weights",
          problem.scale.size(), n);
  for (const auto& m : problem.margins) {
    require(m.category.size() == n && m.level.size() == m.total.size(),
            "{}: {} categories for {} weights, {} levels for {} totals", m.name, m.category.size(),
            n, m.level.size(), m.total.size());
    require(std::ranges::all_of(m.category, [&](auto c) { return c < m.total.size(); }),
            "{}: a category has no total", m.name);
  }
  for (const auto& v : problem.numeric)
    require(v.value.size() == n, "{}: {} values for {} weights", v.name, v.value.size(), n);
  require(std::ranges::all_of(problem.weight, [](double d) { return std::isfinite(d); }),
          "a weight is not a finite number");
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
                    "give {}; check these totals, merge small categories{}",
                    distance.name, iterations, equations.worst(trial, 3),
                    distance.reach == Distance::Reach::bounded ? ", or widen the bounds" : ""));
  return {equations.result(std::move(trial.g)), iterations, trial.gap};
}

/// t over t̂ in every category. Nothing to do where both are 0.
std::vector<double> ratios_of(const CategoryTotals& margin, std::span<const double> weight,
                              const Distance& distance) {
  std::vector<double> sum(margin.total.size()), ratio(sum.size(), 1.0);
  for (std::size_t k = 0; k < weight.size(); ++k) sum[margin.category[k]] += weight[k];
  for (std::size_t c = 0; c < sum.size(); ++c) {
    const double total = margin.total[c];
    if (sum[c] == 0 && total == 0) continue;
    ratio[c] = total / sum[c];
    const bool is_reached =
        distance.reach == Distance::Reach::positive ? ratio[c] > 0 : sum[c] != 0;
    require<ConvergenceError>(is_reached && std::isfinite(ratio[c]),
                              "{}, {}: the weights before sum to {:.10g}, the total is {:.10g}",
                              margin.name, margin.level[c], sum[c], total);
  }
  return ratio;
}

/// One margin: the same g for all of a category.
Calibration one_margin(const CalibrationProblem& problem, const Distance& distance) {
  const auto& margin = problem.margins.front();
  const auto ratio = ratios_of(margin, problem.weight, distance);
  std::vector<double> after(ratio.size());
  Calibration done;
  for (std::size_t k = 0; k < problem.weight.size(); ++k) {
    done.g.push_back(ratio[margin.category[k]]);
    after[margin.category[k]] += problem.weight[k] * done.g[k];
  }
  for (std::size_t c = 0; c < after.size(); ++c)
    done.largest_gap = std::max(done.largest_gap, relative_gap(after[c], margin.total[c]));
  return done;
}

}  // namespace

Calibration calibrate(const CalibrationProblem& problem, const Distance& distance, Bounds bounds) {
  check(problem);
  if (!problem.numeric.empty() || !problem.scale.empty()) return newton(problem, distance, bounds);
  if (problem.margins.size() == 1 && distance.reach != Distance::Reach::bounded)
    return one_margin(problem, distance);
  const Folded folded(problem);
  auto done = newton(folded.problem(), distance, bounds);
  done.g = folded.by_record(done.g);
  return done;
}

}  // namespace trygg::weights
