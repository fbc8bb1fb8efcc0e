#include "weights/calibration/distance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::weights {
namespace {

using Reach = Distance::Reach;

double linear(double u, Bounds) {
  return 1 + u;
}
double one(double, Bounds) {
  return 1;
}
double exponential(double u, Bounds) {
  return std::exp(u);
}

double truncated(double u, Bounds b) {
  return std::clamp(1 + u, b.lower, b.upper);
}
/// Beyond the bounds the true derivative is 0. A small one keeps the Newton matrix regular when
/// all records of a category are at a bound; where the solution is, only the totals decide.
double truncated_derivative(double u, Bounds b) {
  return 1 + u > b.lower && 1 + u < b.upper ? 1 : 1e-6;
}

/// g = [L(U−1) + U(1−L)e^{Au}] / [(U−1) + (1−L)e^{Au}], A = (U−L) / ((1−L)(U−1)); written with the
/// exponential of −|Au|, which cannot overflow.
double logit(double u, Bounds b) {
  const double below = 1 - b.lower, above = b.upper - 1;
  const double a = (b.upper - b.lower) / (below * above) * u;
  const double e = std::exp(-std::abs(a));
  const double p = a < 0 ? above : above * e, r = a < 0 ? below * e : below;
  return (b.lower * p + b.upper * r) / (p + r);
}
double logit_derivative(double u, Bounds b) {
  const double g = logit(u, b);
  return (g - b.lower) * (b.upper - g) / ((1 - b.lower) * (b.upper - 1));
}

constexpr std::array all{
    Distance{"linear", "g = 1 + u, the regression estimator; g may be negative", Reach::any_sign,
             linear, one},
    Distance{"raking", "g = exp(u), multiplicative, always positive", Reach::positive, exponential,
             exponential},
    Distance{"poststratify", "the population total of every cell of one margin", Reach::any_sign,
             linear, one},
    Distance{"logit", "smoothly between the bounds", Reach::bounded, logit, logit_derivative},
    Distance{"truncated", "linear, cut off at the bounds", Reach::bounded, truncated,
             truncated_derivative},
};

}  // namespace

const Distance& find_distance(std::string_view name) {
  const auto found = std::ranges::find(all, name, &Distance::name);
  if (found == all.end()) {
    std::vector<std::string> known;
    for (const auto& d : all) known.emplace_back(d.name);
    throw ConfigError(fmt::format("no distance '{}'; known: {}", name, joined(known, ", ")));
  }
  return *found;
}

bool can_vanish(const Distance& distance, Bounds bounds) {
  return distance.reach == Reach::any_sign ||
         (distance.reach == Reach::bounded && bounds.lower <= 0);
}

}  // namespace trygg::weights
