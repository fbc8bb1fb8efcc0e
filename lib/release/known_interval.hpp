#pragma once

#include <cstddef>

namespace trygg {

struct CubeRow;

/// Where a reader knows a figure to lie.
struct KnownInterval {
  double low, high;
};

/// What lies in both; a point between them where rounding errors leave nothing.
KnownInterval common(KnownInterval a, KnownInterval b);

/// What a number that is printed to 2·`half_unit` can have been.
KnownInterval rounded_interval(double value, double half_unit);

/// What is known of a level that is printed with its limits, h half of the last digit of the three:
///
///     v ∈ v_r ± h   and   v ∈ v + ((l_r − l) + (u_r − u))/2 ± h,
///
/// as limits that move with v tell it a second time, and of shares what whole answers leave
/// (`of_whole_answers`). A limit of 0 or 1 does not move: then the second line is left out.
KnownInterval known_of_level(const CubeRow& row, double half_unit);

/// What is known of a difference d that is printed with its limits d ± m and its margin m:
///
///     d ∈ d_r ± h,   (l_r + u_r)/2 ± h,   l_r + m_r ± 2h   and   u_r − m_r ± 2h
KnownInterval known_of_difference(const CubeRow& row, double half_unit);

/// The part of `share` that a whole number k of n answers can give. No answer has more than
/// `largest_weight` of the weight, (1 + e)/n, so that k of them have between
/// 1 − (n − k)(1 + e)/n and k(1 + e)/n: with equal weights exactly k/n, and with unequal ones soon
/// anything. NaN: not known, nothing is cut off. Where no k fits, low > high.
KnownInterval of_whole_answers(KnownInterval share, std::size_t n, double largest_weight);

}  // namespace trygg
