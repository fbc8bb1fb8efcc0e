#include "linalg/covariance_root.hpp"

#include <cmath>

#include "base/error.hpp"

namespace trygg {

std::vector<double> covariance_root(std::vector<double> a, std::size_t n, double tolerance) {
  require(a.size() == n * n, "a matrix of {} rows with {} elements", n, a.size());
  std::vector<double> l(n * n, 0);
  for (std::size_t j = 0; j < n; ++j) {
    double pivot = a[j * n + j];
    const double scale = std::abs(pivot);
    for (std::size_t k = 0; k < j; ++k) pivot -= l[j * n + k] * l[j * n + k];
    require(pivot >= -1e-7 * scale, "row {} of the matrix: it is no covariance matrix", j + 1);
    if (!(pivot > tolerance * scale)) continue;
    l[j * n + j] = std::sqrt(pivot);
    for (std::size_t i = j + 1; i < n; ++i) {
      double sum = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= l[i * n + k] * l[j * n + k];
      l[i * n + j] = sum / l[j * n + j];
    }
  }
  return l;
}

}  // namespace trygg
