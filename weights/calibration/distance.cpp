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
using Point = Distance::Point;

Point linear(double u, const Shape&) {
  return {1 + u, 1};
}

Point exponential(double u, const Shape&) {
  const double e = std::exp(u);
  return {e, e};
}

/// Beyond the bounds the true derivative is 0. A small one keeps the Newton matrix regular when
/// all records of a category are at a bound; where the solution is, only the totals decide.
Point cut(Point p, const Shape& s) {
  if (p.g > s.lower && p.g < s.upper) return p;
  return {std::clamp(p.g, s.lower, s.upper), 1e-6};
}

Point truncated(double u, const Shape& s) {
  return cut({1 + u, 1}, s);
}

Point trimmed_raking(double u, const Shape& s) {
  return cut(exponential(u, s), s);
}

/// g = [L(U−1) + U(1−L)e^{Au}] / [(U−1) + (1−L)e^{Au}], A = (U−L) / ((1−L)(U−1)); written with the
/// exponential of −|Au|, which cannot overflow.
Point logit(double u, const Shape& s) {
  const double below = 1 - s.lower, above = s.upper - 1;
  const double a = (s.upper - s.lower) / (below * above) * u;
  const double e = std::exp(-std::abs(a));
  const double p = a < 0 ? above : above * e, r = a < 0 ? below * e : below;
  const double g = (s.lower * p + s.upper * r) / (p + r);
  return {g, (g - s.lower) * (s.upper - g) / (below * above)};
}

/// sinh(α(g − 1/g)) = 2αu: g = (s + √(s² + 4))/2 with s = asinh(2αu)/α, for s < 0 by its
/// reciprocal.
Point hyperbolic(double u, const Shape& shape) {
  const double x = 2 * shape.alpha * u, s = std::asinh(x) / shape.alpha, root = std::hypot(s, 2);
  const double g = s < 0 ? 2 / (root - s) : (root + s) / 2;
  return {g, 2 * g / (root * std::hypot(1, x))};
}

double slope_one(double, const Shape&) {
  return 1;
}
double slope_itself(double g, const Shape&) {
  return g;
}
double slope_of_logit(double g, const Shape& s) {
  return (g - s.lower) * (s.upper - g) / ((1 - s.lower) * (s.upper - 1));
}
double slope_between(double g, const Shape& s) {
  return g > s.lower && g < s.upper ? 1 : 0;
}
double slope_of_trimming(double g, const Shape& s) {
  return g * slope_between(g, s);
}
/// With s = g − 1/g: 2αu = sinh(αs), and hyperbolic's slope in these.
double slope_of_hyperbolic(double g, const Shape& shape) {
  const double s = g - 1 / g;
  return 2 * g / (std::hypot(s, 2) * std::cosh(shape.alpha * s));
}

constexpr std::array all{
    Distance{"linear", "g = 1 + u, the regression estimator; g may be negative", Reach::any_sign,
             true, linear, slope_one},
    Distance{"raking", "g = exp(u), multiplicative, always positive", Reach::positive, true,
             exponential, slope_itself},
    Distance{"poststratify", "the population total of every cell of one margin", Reach::any_sign,
             true, linear, slope_one},
    Distance{"logit", "smoothly between the bounds", Reach::bounded, false, logit, slope_of_logit},
    Distance{"truncated", "linear, cut off at the bounds", Reach::bounded, false, truncated,
             slope_between},
    Distance{"sinh", "always positive, large g dearer than by raking", Reach::positive, false,
             hyperbolic, slope_of_hyperbolic},
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

const Distance& trimming_distance() {
  static constexpr Distance trimming{"trim",         "multiplicative, cut off at the bounds",
                                     Reach::bounded, false,
                                     trimmed_raking, slope_of_trimming};
  return trimming;
}

bool can_vanish(const Distance& distance, const Shape& shape) {
  return distance.reach == Reach::any_sign ||
         (distance.reach == Reach::bounded && shape.lower <= 0);
}

}  // namespace trygg::weights
