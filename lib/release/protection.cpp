#include "release/protection.hpp"

#include <algorithm>
#include <cmath>

#include "estimate/cube.hpp"

namespace trygg {
namespace {

/// What corresponds to a share going from 0 to 1.
double scale_of(const CubeRow& row) {
  if (row.statistic == "share") return 1;
  if (row.statistic == "count" || row.statistic == "total") return std::abs(row.estimate);
  const double deviation = row.se * std::sqrt(row.n_effective);
  return std::isfinite(deviation) ? 2 * deviation : std::abs(row.estimate);
}

}  // namespace

double required_width(const Protection& protection, const CubeRow& row, Suppression suppression) {
  if (suppression == Suppression::secondary || suppression == Suppression::kept)
    return protection.of_complement * scale_of(row);
  // Of a single answer nothing narrower than everything would be two answers wide.
  constexpr double at_most = 0.5;
  const double of_cases = protection.cases / static_cast<double>(row.n);
  return std::min(at_most, std::max(protection.share, of_cases)) * scale_of(row);
}

}  // namespace trygg
