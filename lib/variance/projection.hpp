#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

namespace trygg {

/// Auxiliary variables of one calibration by pattern: records of a pattern have the same.
struct Auxiliaries {
  std::vector<std::vector<std::uint32_t>> category;  ///< by margin, by pattern
  std::vector<std::uint32_t> categories;             ///< by margin
  std::vector<std::vector<double>> numeric;          ///< by variable, by pattern
};

/// Weighted least squares on auxiliary variables, x'B̂ with B̂ = (Σ d x x')⁻ Σ d x z.
///
/// The margin with most categories is taken out by its group means, whatever their number; what
/// the others add to it becomes a few orthonormal columns (one per category and variable; aliased
/// ones are dropped).
class Projection {
 public:
  /// \param d  Σ d q of each pattern, none negative
  Projection(const Auxiliaries& x, Eigen::VectorXd d);

  /// Fitted values x'B̂ of each pattern. \param sums  Σ d q z of each pattern
  void fit(std::span<const double> sums, std::span<double> fitted) const;

 private:
  void take_out_groups(Eigen::Ref<Eigen::VectorXd> column) const;

  Eigen::VectorXd d_;
  std::vector<std::uint32_t> group_;  // by pattern; empty without margins
  std::vector<double> group_d_;
  Eigen::MatrixXd q_;
};

}  // namespace trygg
