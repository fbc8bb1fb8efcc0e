#pragma once

#include <cstddef>
#include <vector>

namespace trygg {

/// A square matrix of ±1 whose rows are orthogonal. Row 0 and column 0 are ones.
///
/// Orders 2^k are Sylvester's, element (i, j) = (−1)^(number of bits that i and j share), which is
/// also what R's survey::hadamard gives; others are Paley's: p + 1 for a prime p ≡ 3 (mod 4),
/// 2(p + 1) for a prime p ≡ 1 (mod 4), and doublings of these.
///
/// Source: Sylvester (1867), Philosophical Magazine 34, 461-475; Paley (1933), Journal of
/// Mathematics and Physics 12, 311-320; Wolter (2007), Introduction to Variance Estimation, app. A.
class Hadamard {
 public:
  static constexpr std::size_t largest = 2048;

  /// \throws ArgumentError  no matrix of this order can be made here
  explicit Hadamard(std::size_t order);

  std::size_t order() const { return order_; }
  int operator()(std::size_t row, std::size_t column) const {
    return element_[row * order_ + column];
  }

 private:
  std::size_t order_;
  std::vector<signed char> element_;
};

/// Whether a matrix of that order can be made here.
bool is_hadamard_order(std::size_t order);
/// The smallest such order that is at least `least`; 0 where that is above Hadamard::largest.
std::size_t hadamard_order_from(std::size_t least);
/// The largest that is at most `most`; 0 below 1.
std::size_t hadamard_order_to(std::size_t most);

}  // namespace trygg
