#pragma once

#include <optional>
#include <span>
#include <vector>

namespace trygg {

/// The factor L of a small symmetric positive definite A = L L' (n × n, row by row), with which
/// what has covariance A is made into what has covariance I.
class Cholesky {
 public:
  /// nullopt: A is not positive definite (a pivot at or below `tolerance` of its diagonal element).
  /// \throws ArgumentError  A has not n² elements
  static std::optional<Cholesky> of(std::span<const double> a, std::size_t n,
                                    double tolerance = 1e-12);

  /// L⁻¹ b. \throws ArgumentError  not n elements
  std::vector<double> whiten(std::span<const double> b) const;

 private:
  Cholesky(std::vector<double> l, std::size_t n) : l_(std::move(l)), n_(n) {}
  std::vector<double> l_;
  std::size_t n_;
};

}  // namespace trygg
