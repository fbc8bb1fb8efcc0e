#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/error.hpp"
#include "dist/quantiles.hpp"

namespace trygg {
namespace {

/// lgamma(z) − [(z − ½) ln z − z + ½ ln 2π]
double stirling_remainder(double z) {
  if (z < 12) {
    constexpr double half_log_2pi = 0.91893853320467274178;
    int sign = 0;
    return lgamma_r(z, &sign) - ((z - 0.5) * std::log(z) - z + half_log_2pi);
  }
  const double r = 1 / (z * z);  // DLMF 5.11.1; the first term left out is below 1e-16
  return (1.0 / 12 -
          r * (1.0 / 360 -
               r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691 / 360360))))) /
         z;
}

/// ln r − (r − 1), where r = 1 + u: a small u keeps its digits, and so does a small r.
double log_defect(double r, double u) {
  return (std::abs(u) < 0.5 ? std::log1p(u) : std::log(r)) - u;
}

/// The continued fraction of DLMF 8.17.22, 1/(1 + d₁/(1 + d₂/(1 + …))), by every second of its
/// convergents: 1/(β₀ + ν₁/(β₁ + ν₂/(β₂ + …))), β_m = 1 + d_2m + d_2m+1, ν_m = −d_2m−1 d_2m.
/// \param y  1 − x with all its digits
double continued_fraction(double a, double b, double x, double y) {
  const bool near_one = x > 0.5;  // 1 + d_2m+1 would cancel
  double odd = -(a + b) * x / (a + 1);
  double scale_before = 1 / (near_one ? (1 - b + (a + b) * y) / (a + 1) : 1 + odd);
  double value = scale_before, value_before = 0;
  for (double m = 1;; ++m) {
    const double k = a + 2 * m, both = (a + m) * (a + b + m), below = k * (k + 1);
    const double even = m * (b - m) * x / ((k - 1) * k);
    const double nu = -odd * even;
    odd = -both * x / below;
    const double rest =
        near_one ? ((2 * m + 1 - b) * a + m * (3 * m + 2 - b) + both * y) / below : 1 + odd;
    const double scale = 1 / (even + rest + nu * scale_before);
    const double next = ((even + rest) * value + nu * value_before) * scale;
    if (!(std::abs(next - value) > 4e-16 * next)) return next;
    value_before = value * scale;
    scale_before = scale;
    value = next;
  }
}

/// A probability and what it lacks of 1, both with all their digits.
struct Tails {
  double below, above;
};

class Beta {
 public:
  Beta(double a, double b)
      : a_(a),
        b_(b),
        mean_(a / (a + b)),
        rest_(b / (a + b)),
        scale_(
            std::sqrt(a * rest_ / (2 * std::numbers::pi)) *
            std::exp(stirling_remainder(a + b) - stirling_remainder(a) - stirling_remainder(b))) {}

  /// x^a (1−x)^b/B(a, b)
  double core(double x) const {
    return scale_ * std::exp(a_ * log_defect(x / mean_, (x - mean_) / mean_) +
                             b_ * log_defect((1 - x) / rest_, (mean_ - x) / rest_));
  }

  /// I_x(a, b) − p, by the tail in which the fraction converges. \param core  core(x)
  double excess(double x, double core, Tails p) const {
    if (x < (a_ + 1) / (a_ + b_ + 2))
      return core * continued_fraction(a_, b_, x, 1 - x) / a_ - p.below;
    return p.above - core * continued_fraction(b_, a_, 1 - x, x) / b_;
  }

  /// Where both parameters are about 1 or more.
  double by_halley(double x, Tails p) const {
    double low = 0, high = 1;
    for (;;) {
      const double density = core(x), gap = excess(x, density, p);
      (gap < 0 ? low : high) = x;
      const double newton = gap * x * (1 - x) / density;
      const double bend = newton * ((a_ - 1) / x - (b_ - 1) / (1 - x));
      double next = x - newton / std::max(0.5, 1 - 0.5 * bend);
      // The error goes with the cube of a step in units of the distribution's own width.
      const double near = 2e-5 * std::min(std::min(x, 1 - x), std::sqrt(mean_ * rest_ / (a_ + b_)));
      if (std::abs(next - x) < near) return next;
      if (!(next > low && next < high)) next = low + (high - low) / 2;
      if (next == low || next == high) return next;
      x = next;
    }
  }

  /// Where the quantile is at most ½.
  double by_logarithms(Tails p) const {
    constexpr double log_half = -std::numbers::ln2;
    // I_x ≈ x^a/(a B), and scale_ = mean^a rest^b/B.
    double l = (std::log(p.below * a_ / scale_) + b_ * std::log(rest_)) / a_ + std::log(mean_);
    for (;;) {
      l = std::min(l, log_half);
      const double x = std::exp(l);
      if (x < std::numeric_limits<double>::min()) return 0;
      const double density = core(x), gap = excess(x, density, p);
      const double step = std::log1p(gap / p.below) * (p.below + gap) * (1 - x) / density;
      l -= step;
      if (!(std::abs(step) > 1e-9)) return std::exp(l);
    }
  }

 private:
  double a_, b_, mean_, rest_, scale_;
};

/// Abramowitz & Stegun (1964), 26.5.22
double approximation(double a, double b, Tails p) {
  const double z = p.below < 0.5 ? normal_quantile(p.below) : -normal_quantile(p.above);
  const double l = (z * z - 3) / 6, of_a = 1 / (2 * a - 1), of_b = 1 / (2 * b - 1);
  const double h = 2 / (of_a + of_b);
  const double w =
      -z * std::sqrt(std::max(h + l, 0.01)) / h - (of_b - of_a) * (l + 5.0 / 6 - 2 / (3 * h));
  return std::clamp(a / (a + b * std::exp(2 * w)), 1e-12, 1 - 1e-12);
}

}  // namespace

double beta_quantile(double p, double a, double b) {
  require(p > 0 && p < 1, "a quantile needs a probability between 0 and 1, not {}", p);
  require(a > 0 && b > 0 && std::max(a, b) <= 1e12,
          "a beta distribution needs parameters above 0 and at most 1e12, not {} and {}", a, b);
  const Tails tails{p, 1 - p}, mirrored{1 - p, p};
  // Whichever of x and 1 - x is small keeps its digits.
  if (std::min(a, b) >= 0.9) {
    const double start = approximation(a, b, tails);
    return start <= 0.5 ? Beta(a, b).by_halley(start, tails)
                        : 1 - Beta(b, a).by_halley(1 - start, mirrored);
  }
  const Beta beta(a, b);
  return beta.excess(0.5, beta.core(0.5), tails) >= 0 ? beta.by_logarithms(tails)
                                                      : 1 - Beta(b, a).by_logarithms(mirrored);
}

}  // namespace trygg
