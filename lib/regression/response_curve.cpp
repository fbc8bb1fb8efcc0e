#include "regression/response_curve.hpp"

#include <cmath>
#include <limits>

namespace trygg {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// F at one end of a category, with 1 − F and its derivatives, by one exponential.
struct End {
  explicit End(double t) {
    const double e = std::exp(-std::abs(t)), small = e / (1 + e), large = 1 / (1 + e);
    below = t > 0 ? large : small;
    above = t > 0 ? small : large;
    f = below * above;
    slope = f * (above - below);
  }
  double below, above;  ///< F(t), 1 − F(t)
  double f, slope;      ///< F'(t), F''(t)
};

/// F(a) − F(b) without loss where both are near 1.
double probability(const End& a, const End& b) {
  return b.below > 0.5 ? b.above - a.above : a.below - b.below;
}

}  // namespace

ResponseCurve::Ends ResponseCurve::ends(double eta, std::size_t category) const {
  if (family_ == ModelFamily::logistic)
    return category == 0 ? Ends{-eta, -infinity} : Ends{infinity, -eta};
  const auto c = static_cast<Eigen::Index>(category);
  return {c < thresholds_.size() ? thresholds_(c) - eta : infinity,
          c > 0 ? thresholds_(c - 1) - eta : -infinity};
}

ResponseCurve::LogProbability ResponseCurve::log_probability(double eta,
                                                             std::size_t category) const {
  const auto [a, b] = ends(eta, category);
  const End of_a(a), of_b(b);
  const double p = probability(of_a, of_b);
  LogProbability l{};
  l.value = std::log(p);
  l.upper = of_a.f / p;
  l.lower = -of_b.f / p;
  l.upper2 = of_a.slope / p - l.upper * l.upper;
  l.lower2 = -of_b.slope / p - l.lower * l.lower;
  l.between = -l.upper * l.lower;
  return l;
}

ResponseCurve::Mean ResponseCurve::mean(double eta, std::size_t category) const {
  if (family_ == ModelFamily::linear) return {eta, 1, 0, 0, 0, 0, 0};
  const auto [a, b] = ends(eta, category);
  const End of_a(a), of_b(b);
  return {.value = probability(of_a, of_b),
          .by_eta = of_b.f - of_a.f,
          .by_eta2 = of_a.slope - of_b.slope,
          .by_upper = of_a.f,
          .by_lower = -of_b.f,
          .eta_by_upper = -of_a.slope,
          .eta_by_lower = of_b.slope};
}

}  // namespace trygg
