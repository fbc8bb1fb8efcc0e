#include "weights/calibration/calibrate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "linalg/solve.hpp"
#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/certificate.hpp"
#include "weights/calibration/equations.hpp"

namespace trygg::weights {
namespace {

constexpr double converged = 1e-14;
constexpr int most_iterations = 100, most_halvings = 40;

double along(const std::vector<double>& shortfall, const std::vector<double>& step) {
  return std::inner_product(step.begin(), step.end(), shortfall.begin(), 0.0);
}

/// Takes a Newton step. While the totals are far off: the whole of it, or the first half of a half
/// at which the shortfall along the step has not turned into more than half as large an excess. The
/// solution minimises a convex function of λ whose slope that is, so that every such step comes
/// nearer, though the largest gap may grow for a while. \return  false when no step brings anything
bool improve(const Equations& equations, Equations::Trial& trial, double tolerance) {
  const bool is_near = trial.gap <= tolerance;
  const auto rest = equations.shortfall(trial);
  const auto step = solve_symmetric(equations.matrix(trial), rest);
  const double slope = along(rest, step);
  double length = 1;
  for (int halving = 0; halving < (is_near ? 1 : most_halvings); ++halving, length /= 2) {
    auto lambda = trial.lambda;
    for (std::size_t c = 0; c < lambda.size(); ++c) lambda[c] += length * step[c];
    auto next = equations.evaluate(std::move(lambda));
    if (is_near ? next.gap < trial.gap : along(equations.shortfall(next), step) >= -slope / 2) {
      trial = std::move(next);
      return true;
    }
  }
  return false;
}

/// How near it came, and that this is all that can be said.
std::string hard_text(const Distance& distance, int iterations, const std::string& worst) {
  return fmt::format(
      "{} iterations came no nearer than {}; the equations are too nearly dependent: "
      "merge small categories{}",
      iterations, worst, distance.reach == Distance::Reach::bounded ? ", or widen the bounds" : "");
}

[[noreturn]] void fail(const CalibrationProblem& problem, const Auxiliaries& auxiliaries,
                       const Distance& distance, const Shape& shape, const std::string& hard,
                       std::span<const double> g) {
  const auto certificate = certify(problem, auxiliaries, distance, shape, g);
  const auto why = certificate.verdict == Certificate::Verdict::feasible
                       ? "weights that meet the totals exist, but " + hard
                       : to_text(certificate, problem, distance);
  throw CalibrationError(fmt::format("{}: {}", distance.name, why), certificate);
}

Calibration newton(const CalibrationProblem& problem, const Auxiliaries& auxiliaries,
                   const Distance& distance, const Shape& shape, Failure failure) {
  const Equations equations(problem, auxiliaries, distance, shape);
  auto trial = equations.evaluate(std::vector<double>(equations.columns()));
  int iterations = 0;
  while (trial.gap > converged && iterations < most_iterations &&
         improve(equations, trial, problem.tolerance))
    ++iterations;
  if (trial.gap <= problem.tolerance) return {equations.g_by_record(trial), iterations, trial.gap};
  const auto hard = hard_text(distance, iterations, equations.worst(trial, 3));
  require<ConvergenceError>(failure == Failure::certified,
                            "{}: no weights were found that meet the totals; {} iterations came no "
                            "nearer than {}",
                            distance.name, iterations, equations.worst(trial, 3));
  fail(problem, auxiliaries, distance, shape, hard, equations.g_by_record(trial));
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
  done.g.reserve(problem.weight.size());
  for (std::size_t k = 0; k < problem.weight.size(); ++k) {
    done.g.push_back(ratio[margin.category[k]]);
    after[margin.category[k]] += problem.weight[k] * done.g[k];
  }
  for (std::size_t c = 0; c < after.size(); ++c)
    done.largest_gap = std::max(done.largest_gap, relative_gap(after[c], margin.total[c]));
  return done;
}

bool has_closed_form(const CalibrationProblem& p, const Distance& distance) {
  return p.margins.size() == 1 && p.margins.front().price == exactly && p.numeric.empty() &&
         p.scale.empty() && p.household.empty() && distance.reach != Distance::Reach::bounded;
}

}  // namespace

Calibration calibrate(const CalibrationProblem& problem, const Distance& distance,
                      const Shape& shape, Failure failure) {
  check(problem);
  if (has_closed_form(problem, distance)) return one_margin(problem, distance);
  return newton(problem, Auxiliaries(problem), distance, shape, failure);
}

Calibration calibrate(const CalibrationProblem& problem, const Auxiliaries& auxiliaries,
                      const Distance& distance, const Shape& shape, Failure failure) {
  if (has_closed_form(problem, distance)) return one_margin(problem, distance);
  return newton(problem, auxiliaries, distance, shape, failure);
}

}  // namespace trygg::weights
