#include "weights/calibration/admissible.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace trygg::weights {
namespace {

/// The range of each unit's weight after, as the distance has it.
struct Ranges {
  std::vector<double> low, high;
};

Ranges ranges_of(const CalibrationProblem& p, const Auxiliaries& x, const Distance& distance,
                 const Shape& shape) {
  constexpr double infinity = LinearProgram::infinity;
  Ranges ranges{std::vector<double>(x.units()), std::vector<double>(x.units())};
  for (std::size_t k = 0; k < p.weight.size(); ++k) {
    const double d = p.weight[k];
    if (d == 0) continue;
    double lower = -infinity, upper = infinity;
    if (distance.reach == Distance::Reach::positive) lower = 0;
    if (distance.reach == Distance::Reach::bounded) {
      lower = p.lower.empty() ? shape.lower : p.lower[k];
      upper = p.upper.empty() ? shape.upper : p.upper[k];
    }
    auto &low = ranges.low[x.unit_of(k)], &high = ranges.high[x.unit_of(k)];
    low += std::min(lower * d, upper * d);
    high += std::max(lower * d, upper * d);
  }
  return ranges;
}

std::vector<double> targets_of(const CalibrationProblem& p, const Auxiliaries& x) {
  std::vector<double> target;
  for (const auto& m : p.margins) target.insert(target.end(), m.total.begin(), m.total.end());
  for (const auto& v : p.numeric) target.push_back(v.total / x.unit(target.size()));
  return target;
}

std::vector<char> hard_columns(const CalibrationProblem& p) {
  std::vector<char> is_hard;
  for (const auto& m : p.margins) is_hard.insert(is_hard.end(), m.total.size(), m.price == exactly);
  for (const auto& v : p.numeric) is_hard.push_back(v.price == exactly);
  return is_hard;
}

std::vector<std::pair<std::uint32_t, double>> key_of(std::span<const Auxiliaries::Entry> row) {
  std::vector<std::pair<std::uint32_t, double>> key;
  for (const auto& [column, value] : row) key.emplace_back(column, value);
  return key;
}

}  // namespace

Admissible::Admissible(const CalibrationProblem& problem, const Auxiliaries& x,
                       const Distance& distance, const Shape& shape, std::span<const double> g)
    : target(targets_of(problem, x)), is_hard(hard_columns(problem)) {
  for (const double t : target) amount = std::max(amount, std::abs(t) / 1000);
  for (std::size_t c = 0; c < target.size(); ++c) {
    size.push_back(std::max(1 / x.unit(c), std::abs(target[c])) / amount);
    target[c] /= amount;
  }
  const auto weight = x.sums(problem.weight);
  std::vector<double> after(problem.weight.begin(), problem.weight.end());
  for (std::size_t k = 0; k < g.size(); ++k) after[k] *= g[k];
  const auto guess = x.sums(after);
  std::vector<double> guessed;
  const auto ranges = ranges_of(problem, x, distance, shape);
  std::map<std::vector<std::pair<std::uint32_t, double>>, std::size_t> places;
  for (std::size_t u = 0; u < x.units(); ++u) {
    if (weight[u] == 0) continue;
    const auto [found, is_new] = places.try_emplace(key_of(x.row(u)), d.size());
    if (is_new) {
      auto& row = rows.emplace_back();
      for (const auto& [column, value] : x.row(u)) row.push_back({column, value});
      d.push_back(0);
      low.push_back(0);
      high.push_back(0);
      guessed.push_back(0);
    }
    const auto place = found->second;
    d[place] += weight[u] / amount;
    low[place] += ranges.low[u] / amount;
    high[place] += ranges.high[u] / amount;
    guessed[place] += guess[u] / amount;
  }
  for (std::size_t i = 0; i < d.size(); ++i)
    is_high.push_back(std::isfinite(high[i]) && guessed[i] > (low[i] + high[i]) / 2);
}

}  // namespace trygg::weights
