#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace trygg {

/// The rank of a matrix whose rows come one by one: rows are made orthogonal to those before,
/// twice, and one that keeps no more than `tolerance` of its length adds nothing.
class RowRank {
 public:
  explicit RowRank(std::size_t columns, double tolerance = 1e-5);

  /// \throws ArgumentError  not one element for each column
  void add(std::span<const double> row);
  std::size_t rank() const { return rank_; }
  /// Whether it can grow no more.
  bool is_full() const { return rank_ == columns_; }

 private:
  std::size_t columns_, rank_ = 0;
  double tolerance_;
  std::vector<double> basis_;  // orthonormal rows
};

}  // namespace trygg
