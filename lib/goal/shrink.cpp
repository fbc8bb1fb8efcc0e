#include "goal/shrink.hpp"

#include <algorithm>
#include <cmath>

namespace trygg {
namespace {

struct Area {
  std::size_t index;
  double y, v;
};

double pooled_design_effect(std::span<const ShareEstimate> shares) {
  double variance = 0, random = 0;
  for (const auto& s : shares) {
    if (!std::isfinite(s.value) || !std::isfinite(s.variance) || !(s.n > 0)) continue;
    variance += s.variance;
    random += s.value * (1 - s.value) / s.n;
  }
  return random > 0 ? variance / random : Shrunken::missing;
}

std::vector<Area> on_arcsine_scale(std::span<const ShareEstimate> shares, double effect) {
  std::vector<Area> areas;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto& s = shares[i];
    if (!std::isfinite(s.value) || !(s.n > 0) || !(effect > 0)) continue;
    areas.push_back({i, std::asin(std::sqrt(std::clamp(s.value, 0.0, 1.0))), effect / (4 * s.n)});
  }
  return areas;
}

struct Fit {
  double a, mean, weight, mean_variance;  // A, μ, ΣW, V̄
};

Fit fit_at(const std::vector<Area>& areas, double a) {
  double weight = 0, y = 0, v = 0;
  for (const auto& area : areas) {
    const double w = 1 / (area.v + a);
    weight += w;
    y += w * area.y;
    v += w * area.v;
  }
  return {a, y / weight, weight, v / weight};
}

/// By how much A falls short of what the areas' spread says.
double shortfall(const std::vector<Area>& areas, double a) {
  const auto fit = fit_at(areas, a);
  const auto k = static_cast<double>(areas.size());
  double sum = 0;
  for (const auto& area : areas) {
    const double apart = area.y - fit.mean;
    sum += (k / (k - 1) * apart * apart - area.v) / (area.v + a);
  }
  return sum / fit.weight - a;
}

Fit fitted(const std::vector<Area>& areas) {
  double low = 0, high = 1;  // the scale goes from 0 to π/2, so A cannot reach 1
  if (shortfall(areas, 0) <= 0) return fit_at(areas, 0);
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (shortfall(areas, middle) > 0 ? low : high) = middle;
  }
  return fit_at(areas, (low + high) / 2);
}

/// Mean and standard deviation of sin²θ for θ ~ N(centre, s²), from those of cos 2θ.
Shrunken on_share_scale(double centre, double s2, double factor) {
  const double first = std::exp(-2 * s2) * std::cos(2 * centre);
  const double second = (1 + std::exp(-8 * s2) * std::cos(4 * centre)) / 2;
  return {.value = (1 - first) / 2,
          .se = std::sqrt(std::max(0.0, second - first * first)) / 2,
          .factor = factor};
}

Shrunken shrunken(const Area& area, const Fit& fit, double k) {
  const double b = (k - 3) / (k - 1) * area.v / (area.v + fit.a);
  const double part = 1 / (area.v + fit.a) / fit.weight, apart = area.y - fit.mean;
  const double of_b = 2 / (k - 3) * b * b * (fit.mean_variance + fit.a) / (area.v + fit.a);
  const double s2 = area.v * (1 - b * (1 - part)) + of_b * apart * apart;
  return on_share_scale((1 - b) * area.y + b * fit.mean, s2, b);
}

}  // namespace

Shrinkage shrink(std::span<const ShareEstimate> shares) {
  Shrinkage result;
  result.shares.resize(shares.size());
  result.design_effect = pooled_design_effect(shares);
  const auto areas = on_arcsine_scale(shares, result.design_effect);
  const auto k = static_cast<double>(areas.size());
  if (areas.size() < 4) {
    result.reason = "too_few_areas";
    return result;
  }
  const auto fit = fitted(areas);
  result.between = fit.a;
  result.mean = std::pow(std::sin(fit.mean), 2);
  for (const auto& area : areas) result.shares[area.index] = shrunken(area, fit, k);
  return result;
}

}  // namespace trygg
