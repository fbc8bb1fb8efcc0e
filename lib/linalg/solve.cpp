#include "linalg/solve.hpp"

#include <cmath>

#include "base/error.hpp"

namespace trygg {
namespace {

/// Leaves V = L·D below the diagonal of `a` and D on it; D = 0 marks an aliased column.
void factorise(std::vector<double>& a, std::size_t n, double tolerance) {
  std::vector<double> l(n);
  for (std::size_t i = 0; i < n; ++i) {
    double* row = &a[i * n];
    const double diagonal = std::abs(row[i]);
    for (std::size_t j = 0; j < i; ++j) {
      const double* other = &a[j * n];
      double v = row[j];
      for (std::size_t p = 0; p < j; ++p) v -= l[p] * other[p];
      const double pivot = other[j];
      row[j] = pivot == 0 ? 0 : v;
      l[j] = pivot == 0 ? 0 : v / pivot;
      row[i] -= l[j] * row[j];
    }
    if (std::abs(row[i]) <= tolerance * diagonal) row[i] = 0;
  }
}

/// Solves with what `factorise` left.
void substitute(const std::vector<double>& a, std::size_t n, double* b) {
  const auto pivot = [&](std::size_t i) { return a[i * n + i]; };
  // b becomes D⁻¹ L⁻¹ b, with L = V D⁻¹ …
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) b[i] -= a[i * n + j] * b[j];
    b[i] = pivot(i) == 0 ? 0 : b[i] / pivot(i);
  }
  // … and then L⁻ᵀ of that.
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t j = 0; j < i; ++j)
      if (pivot(j) != 0) b[j] -= a[i * n + j] / pivot(j) * b[i];
}

}  // namespace

std::vector<double> solve_symmetric(std::vector<double> a, std::vector<double> b,
                                    double tolerance) {
  const auto n = b.size();
  require(a.size() == n * n, "{} elements for {} equations", a.size(), n);
  factorise(a, n, tolerance);
  substitute(a, n, b.data());
  return b;
}

std::vector<double> inverse_symmetric(std::vector<double> a, std::size_t n, double tolerance) {
  require(a.size() == n * n, "{} elements for {} rows", a.size(), n);
  factorise(a, n, tolerance);
  std::vector<double> inverse(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    if (a[i * n + i] == 0) continue;
    inverse[i * n + i] = 1;
    substitute(a, n, &inverse[i * n]);
  }
  return inverse;
}

}  // namespace trygg
