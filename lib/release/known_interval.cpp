#include "release/known_interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "release/rounding.hpp"

namespace trygg {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// The very digits that are printed: in binary a tie (11.25 per cent) may go the other way, and a
/// reader would know the other half.
double as_printed(double value, double half_unit) {
  const auto decimals = static_cast<int>(std::lround(-std::log10(2 * half_unit)));
  return *to_number(rounded(value, decimals));
}

KnownInterval around(double value, double half) {
  return {value - half, value + half};
}

bool moves(double limit, bool is_share) {
  return std::isfinite(limit) && !(is_share && (limit <= 0 || limit >= 1));
}

}  // namespace

KnownInterval common(KnownInterval a, KnownInterval b) {
  const KnownInterval both{std::max(a.low, b.low), std::min(a.high, b.high)};
  if (both.low <= both.high) return both;
  const double middle = (both.low + both.high) / 2;
  return {middle, middle};
}

KnownInterval rounded_interval(double value, double half_unit) {
  return around(as_printed(value, half_unit), half_unit);
}

KnownInterval known_of_level(const CubeRow& row, double half_unit) {
  if (!std::isfinite(row.estimate)) return {-unlimited, unlimited};
  auto known = rounded_interval(row.estimate, half_unit);
  const bool is_share = row.statistic == "share";
  if (moves(row.lower, is_share) && moves(row.upper, is_share)) {
    const double shift = (as_printed(row.lower, half_unit) - row.lower +
                          as_printed(row.upper, half_unit) - row.upper) /
                         2;
    known = common(known, around(row.estimate + shift, half_unit));
  }
  if (!is_share) return known;
  const auto whole = of_whole_answers(known, row.n, row.largest_weight);
  return whole.low <= whole.high ? whole : known;
}

KnownInterval known_of_difference(const CubeRow& row, double half_unit) {
  const auto known = rounded_interval(row.estimate, half_unit);
  // An interval that is not even about the difference has no margin that would tell it.
  if (!(std::abs(row.lower + row.upper - 2 * row.estimate) < 1e-9)) return known;
  const double lower = as_printed(row.lower, half_unit), upper = as_printed(row.upper, half_unit);
  const double margin = as_printed((row.upper - row.lower) / 2, half_unit);
  return common(
      common(known, around((lower + upper) / 2, half_unit)),
      common(around(lower + margin, 2 * half_unit), around(upper - margin, 2 * half_unit)));
}

KnownInterval of_whole_answers(KnownInterval share, std::size_t n, double largest_weight) {
  const auto answers = static_cast<double>(n);
  if (n == 0 || std::isnan(largest_weight)) return share;
  constexpr double rounding = 1e-9;
  const double most = std::max(1.0, largest_weight * answers);  // in mean weights
  const double fewest = std::ceil(share.low * answers / most - rounding);
  const double many = std::floor(answers - (1 - share.high) * answers / most + rounding);
  if (fewest > many) return {1, 0};
  const double low = std::max(share.low, 1 - (answers - fewest) * most / answers);
  return {low, std::max(low, std::min(share.high, many * most / answers))};
}

}  // namespace trygg
