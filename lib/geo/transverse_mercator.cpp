#include "geo/transverse_mercator.hpp"

#include <array>
#include <cmath>
#include <complex>
#include <numbers>

namespace trygg {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double a = 6378137, f = 1 / 298.257222101;  // GRS 80
constexpr double n = f / (2 - f), n2 = n * n, n3 = n2 * n, n4 = n2 * n2;
constexpr double radius = a / (1 + n) * (1 + n2 / 4 + n4 / 64);  // of the rectified meridian

using Series = std::array<double, 4>;

constexpr Series forwards{n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180,
                          13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
                          61 * n3 / 240 - 103 * n4 / 140, 49561 * n4 / 161280};
constexpr Series backwards{n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360,
                           n2 / 48 + n3 / 15 - 437 * n4 / 1440, 17 * n3 / 480 - 37 * n4 / 840,
                           4397 * n4 / 161280};

std::complex<double> sum(const Series& series, std::complex<double> zeta) {
  std::complex<double> total = 0;
  for (std::size_t j = series.size(); j-- > 0;)
    total += series[j] * std::sin(2 * static_cast<double>(j + 1) * zeta);
  return total;
}

/// tan χ of tan φ.
double conformal(double tan_phi) {
  static const double e = std::sqrt(f * (2 - f));
  const double sin_phi = tan_phi / std::hypot(1, tan_phi);
  return std::sinh(std::asinh(tan_phi) - e * std::atanh(e * sin_phi));
}

/// tan φ of tan χ, by Newton's method; quadratic from a start that is off by 0.3 %.
double geodetic(double tan_chi) {
  const double e2 = f * (2 - f);
  double t = tan_chi / (1 - e2);
  for (int i = 0; i < 6; ++i) {
    const double value = conformal(t);
    const double slope =
        (1 - e2) * std::hypot(1, value) * std::hypot(1, t) / (1 + (1 - e2) * t * t);
    t += (tan_chi - value) / slope;
  }
  return t;
}

}  // namespace

TransverseMercator::TransverseMercator(const Zone& zone) : zone_(zone) {}

Metres TransverseMercator::forward(const Degrees& at) const {
  const double tan_chi = conformal(std::tan(at.latitude * degree));
  const double lambda = (at.longitude - zone_.meridian) * degree;
  const double cos_lambda = std::cos(lambda);
  const std::complex<double> zeta(std::atan2(tan_chi, cos_lambda),
                                  std::asinh(std::sin(lambda) / std::hypot(tan_chi, cos_lambda)));
  const auto plane = zone_.scale * radius * (zeta + sum(forwards, zeta));
  return {plane.real(), zone_.false_east + plane.imag()};
}

Degrees TransverseMercator::inverse(const Metres& at) const {
  const std::complex<double> plane(at.north, at.east - zone_.false_east);
  const auto xi = plane / (zone_.scale * radius);
  const auto zeta = xi - sum(backwards, xi);
  const double sinh_eta = std::sinh(zeta.imag()), cos_xi = std::cos(zeta.real());
  const double tan_chi = std::sin(zeta.real()) / std::hypot(sinh_eta, cos_xi);
  return {std::atan(geodetic(tan_chi)) / degree,
          zone_.meridian + std::atan2(sinh_eta, cos_xi) / degree};
}

}  // namespace trygg
