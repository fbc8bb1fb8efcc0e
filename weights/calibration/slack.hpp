#pragma once

#include <cstddef>
#include <vector>

#include "linalg/linear_program.hpp"
#include "weights/calibration/admissible.hpp"

namespace trygg::weights {

/// A shortfall that the simplex method may leave of nothing, relative to a total.
inline constexpr double negligible = 1e-8;

/// Ranges that widen with s: low − s·down, high + s·up.
struct Widening {
  std::vector<double> down, up;
};

/// The linear program Σ w x + s⁺ − s⁻ = t, min Σ (s⁺ + s⁻)/size.
class Slack {
 public:
  explicit Slack(const Admissible& a);

  struct Answer {
    double shortfall = 0;            // Σ (s⁺ + s⁻)/size
    std::vector<double> y, missing;  // by total; missing: s⁺ − s⁻
  };
  Answer solve(LinearProgram::Method method = LinearProgram::Method::primal);
  /// With wider ranges, which are as they were afterwards.
  Answer solve(const Widening& wider, double s);
  /// Goes back to the solution with the ranges and totals as they are given.
  void remember() { basis_ = program_.basis(); }
  void go_back() { program_.begin_at(basis_); }
  /// Leaves a total out, or takes it in again.
  void free(std::size_t total) {
    program_.set_row(total, -LinearProgram::infinity, LinearProgram::infinity);
  }
  void hold(std::size_t total) { program_.set_row(total, a_->target[total], a_->target[total]); }
  /// Merges two totals into one, or parts them again.
  std::size_t merge(std::size_t total, std::size_t with);
  void part(std::size_t merge) { program_.set_column(merge, 0, 0); }

 private:
  const Admissible* a_;
  LinearProgram program_;
  std::size_t first_slack_;
  std::vector<unsigned char> basis_;
};

/// max over admissible weights of Σ y Σ w x.
double attainable(const Admissible& a, const std::vector<double>& y);

}  // namespace trygg::weights
