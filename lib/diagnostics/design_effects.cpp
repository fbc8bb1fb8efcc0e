#include "diagnostics/design_effects.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "base/error.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

bool counts(double w) {
  return w == w && w != 0;
}

/// Weighted moments of y and P = 1/w, about their means.
struct Moments {
  double mean_y = 0, mean_p = 0, yy = 0, pp = 0, yp = 0;
};

Moments moments(std::span<const double> weight, std::span<const double> y) {
  Sum w, wy, yy, pp, yp;
  std::size_t n = 0;
  const auto takes_part = [&](std::size_t k) { return counts(weight[k]) && y[k] == y[k]; };
  for (std::size_t k = 0; k < y.size(); ++k) {
    if (!takes_part(k)) continue;
    w.add(weight[k]);
    wy.add(weight[k] * y[k]);
    ++n;
  }
  const double total = w.value();
  Moments m{wy.value() / total, static_cast<double>(n) / total};  // Σ w P = n
  for (std::size_t k = 0; k < y.size(); ++k) {
    if (!takes_part(k)) continue;
    const double dy = y[k] - m.mean_y, dp = 1 / weight[k] - m.mean_p;
    yy.add(weight[k] * dy * dy);
    pp.add(weight[k] * dp * dp);
    yp.add(weight[k] * dy * dp);
  }
  m.yy = yy.value() / total;
  m.pp = pp.value() / total;
  m.yp = yp.value() / total;
  return m;
}

}  // namespace

WeightEffect kish_effect(std::span<const double> weight) {
  WeightEffect effect;
  Sum sum, squares;
  for (const double w : weight) {
    if (!counts(w)) continue;
    ++effect.n;
    sum.add(w);
    squares.add(w * w);
  }
  if (effect.n == 0) return effect;
  const auto n = static_cast<double>(effect.n);
  effect.deff = n * squares.value() / (sum.value() * sum.value());
  effect.n_effective = n / effect.deff;
  return effect;
}

WeightEffect spencer_effect(std::span<const double> weight, std::span<const double> y) {
  require(weight.size() == y.size(), "{} weights for {} values", weight.size(), y.size());
  std::vector<double> used(weight.begin(), weight.end());
  for (std::size_t k = 0; k < y.size(); ++k) {
    require(!(weight[k] < 0), "a weight of {}; none may be negative", weight[k]);
    if (y[k] != y[k]) used[k] = 0;
  }
  auto effect = kish_effect(used);
  const double kish = effect.deff;
  const auto m = moments(weight, y);
  effect.deff = std::numeric_limits<double>::quiet_NaN();
  if (effect.n > 1 && m.yy > 1e-26 * m.mean_y * m.mean_y) {
    // Weights that are all equal up to rounding tell nothing about y.
    const bool p_varies = m.pp > 1e-26 * m.mean_p * m.mean_p;
    const double slope = p_varies ? m.yp / m.pp : 0.0;
    const double rho2 = p_varies ? m.yp * m.yp / (m.yy * m.pp) : 0.0;
    const double intercept = m.mean_y - slope * m.mean_p;
    effect.deff = (1 - rho2) * kish + intercept * intercept / m.yy * (kish - 1);
  }
  effect.n_effective = static_cast<double>(effect.n) / effect.deff;
  return effect;
}

}  // namespace trygg
