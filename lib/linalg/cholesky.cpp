#include "linalg/cholesky.hpp"

#include <cmath>

#include "base/error.hpp"

namespace trygg {

std::optional<Cholesky> Cholesky::of(std::span<const double> a, std::size_t n, double tolerance) {
  require(a.size() == n * n, "{} elements of a matrix of {} rows", a.size(), n);
  std::vector<double> l(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k) rest -= l[i * n + k] * l[j * n + k];
      if (i != j) {
        l[i * n + j] = rest / l[j * n + j];
      } else {
        if (!(rest > tolerance * a[i * n + i])) return std::nullopt;
        l[i * n + i] = std::sqrt(rest);
      }
    }
  }
  return Cholesky(std::move(l), n);
}

std::vector<double> Cholesky::whiten(std::span<const double> b) const {
  require(b.size() == n_, "{} elements for a matrix of {} rows", b.size(), n_);
  std::vector<double> x(b.begin(), b.end());
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= l_[i * n_ + k] * x[k];
    x[i] /= l_[i * n_ + i];
  }
  return x;
}

}  // namespace trygg
