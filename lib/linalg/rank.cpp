#include "linalg/rank.hpp"

#include <cmath>
#include <numeric>

#include "base/error.hpp"

namespace trygg {
namespace {

double product(std::span<const double> a, const double* b) {
  return std::inner_product(a.begin(), a.end(), b, 0.0);
}

}  // namespace

RowRank::RowRank(std::size_t columns, double tolerance)
    : columns_(columns), tolerance_(tolerance) {}

void RowRank::add(std::span<const double> row) {
  require(row.size() == columns_, "{} elements for {} columns", row.size(), columns_);
  if (is_full()) return;
  std::vector<double> rest(row.begin(), row.end());
  const double length = std::sqrt(product(rest, rest.data()));
  if (length == 0) return;
  for (int time = 0; time < 2; ++time) {
    for (std::size_t b = 0; b < rank_; ++b) {
      const double* base = &basis_[b * columns_];
      const double along = product(rest, base);
      for (std::size_t c = 0; c < columns_; ++c) rest[c] -= along * base[c];
    }
  }
  const double left = std::sqrt(product(rest, rest.data()));
  if (left <= tolerance_ * length) return;
  for (const double value : rest) basis_.push_back(value / left);
  ++rank_;
}

}  // namespace trygg
