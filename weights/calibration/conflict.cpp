#include "weights/calibration/conflict.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/slack.hpp"

namespace trygg::weights {
namespace {

constexpr std::size_t most_filtered = 40;

/// The totals that a certificate names; 0 elsewhere.
std::vector<double> cleaned(const Admissible& a, std::vector<double> y) {
  double largest = 0;
  for (std::size_t c = 0; c < y.size(); ++c) largest = std::max(largest, std::abs(y[c]));
  for (std::size_t c = 0; c < y.size(); ++c) {
    y[c] = a.is_hard[c] ? std::round(y[c] / largest * 1e12) / 1e12 : 0;
  }
  return y;
}

/// What most of the values are.
double commonest(std::span<const double> values) {
  return *std::ranges::max_element(values, {},
                                   [&](double value) { return std::ranges::count(values, value); });
}

/// The rows of each margin sum to the same, so a number may be added to all coefficients of one
/// margin and taken from those of another. \return  the fewest coefficients that come of it
std::vector<double> simplified(const CalibrationProblem& p, const Auxiliaries& x,
                               std::vector<double> y) {
  const auto rows_of = [&](auto& of, std::size_t m) {
    return std::span(of).subspan(x.first()[m], p.margins[m].total.size());
  };
  const auto sum = [&](std::size_t m) {
    return std::accumulate(p.margins[m].total.begin(), p.margins[m].total.end(), 0.0);
  };
  auto fewest = y;
  for (std::size_t carrier = 0; carrier < p.margins.size(); ++carrier) {
    auto other = y;
    double taken = 0;
    for (std::size_t m = 0; m < p.margins.size(); ++m) {
      const bool is_same = std::abs(sum(m) - sum(carrier)) <= 1e-9 * std::abs(sum(carrier));
      if (m == carrier || !is_same || p.margins[m].price != exactly) continue;
      const double common = commonest(rows_of(y, m));
      for (auto& value : rows_of(other, m)) value -= common;
      taken += common;
    }
    for (auto& value : rows_of(other, carrier)) value += taken;
    const auto zeros = [](const std::vector<double>& values) {
      return std::ranges::count(values, 0.0);
    };
    if (p.margins[carrier].price == exactly && zeros(other) > zeros(fewest)) fewest = other;
  }
  return fewest;
}

/// The total that is furthest beyond what the bounds let it be by itself; none: all 0.
std::vector<double> alone(const Admissible& a) {
  std::vector<double> most(a.target.size()), least(most), y(most);
  for (std::size_t i = 0; i < a.rows.size(); ++i)
    for (const auto& [row, value] : a.rows[i]) {
      most[row] += std::max(value * a.low[i], value * a.high[i]);
      least[row] += std::min(value * a.low[i], value * a.high[i]);
    }
  double worst = negligible;
  for (std::size_t c = 0; c < y.size(); ++c) {
    const double above = a.target[c] - most[c], below = least[c] - a.target[c];
    if (!a.is_hard[c] || !(std::max(above, below) > worst * a.size[c])) continue;
    worst = std::max(above, below) / a.size[c];
    std::ranges::fill(y, 0.0);
    y[c] = above > below ? 1 : -1;
  }
  return y;
}

bool is_zero(std::span<const double> y) {
  return std::ranges::all_of(y, [](double value) { return value == 0; });
}

/// A contradiction none of whose totals can be left out.
std::vector<double> irreducible(const Admissible& a, Slack& slack, std::vector<double> y) {
  std::vector<std::size_t> held;
  for (std::size_t c = 0; c < y.size(); ++c) {
    if (!a.is_hard[c]) continue;
    if (y[c] == 0) {
      slack.free(c);
    } else {
      held.push_back(c);
    }
  }
  if (held.size() > most_filtered) return y;
  for (const auto c : held) {
    if (y[c] == 0) continue;  // a smaller contradiction has been found that does without
    slack.free(c);
    const auto answer = slack.solve();
    if (answer.shortfall > negligible) {
      const auto smaller = cleaned(a, answer.y);
      for (const auto other : held)
        if (smaller[other] == 0) slack.free(other);
      y = smaller;
    } else {
      slack.hold(c);
    }
  }
  return y;
}

void hold_all(const Admissible& a, Slack& slack) {
  for (std::size_t c = 0; c < a.target.size(); ++c)
    if (a.is_hard[c]) slack.hold(c);
}

}  // namespace

std::vector<double> conflict_of(const CalibrationProblem& problem, const Auxiliaries& x,
                                const Admissible& a, Slack& slack, std::vector<double> y) {
  auto single = alone(a);
  if (!is_zero(single)) return single;
  y = simplified(problem, x, cleaned(a, std::move(y)));
  y = simplified(problem, x, irreducible(a, slack, std::move(y)));
  hold_all(a, slack);
  return y;
}

}  // namespace trygg::weights
