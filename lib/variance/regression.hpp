#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace trygg {

/// Auxiliary variables of one calibration by pattern: records of a pattern have the same. Those
/// with totals of the population come first.
struct Auxiliaries {
  std::vector<std::vector<std::uint32_t>> category;    ///< by margin, by pattern
  std::vector<std::uint32_t> categories;               ///< by margin
  std::vector<std::vector<double>> numeric;            ///< by variable, by pattern
  std::size_t sample_margins = 0, sample_numeric = 0;  ///< the last ones have totals of the sample
  std::vector<double> price;  ///< by margin, then numeric variable; empty: no soft ones

  /// Whether there are totals of the population and of the sample.
  bool has_two_levels() const;
};

/// Weighted least squares on auxiliary variables, x'B̂ with B̂ = (Σ d x x' + C)⁻ Σ d x z.
class Regression {
 public:
  virtual ~Regression() = default;
  /// \param sums    Σ d q z of each pattern
  /// \param fitted  x'B̂ of each pattern
  /// \param sample  x°'B̂° of each, those auxiliary variables alone whose totals are of the sample;
  ///                empty unless there are two levels. Aliased ones are left out, in the given
  ///                order, those of the population kept first
  virtual void fit(std::span<const double> sums, std::span<double> fitted,
                   std::span<double> sample) const = 0;
};

/// By `Projection`; with soft margins by `PenalisedRegression`.
/// \param d  Σ d q of each pattern, none negative
std::unique_ptr<const Regression> make_regression(const Auxiliaries& x, Eigen::VectorXd d);

/// C = 0. A margin is taken out by its group means, whatever their number: that with most
/// categories, of the population's where there are two levels. What the others add to it becomes a
/// few orthonormal columns (one per category and variable; aliased ones are dropped).
class Projection final : public Regression {
 public:
  Projection(const Auxiliaries& x, Eigen::VectorXd d);

  void fit(std::span<const double> sums, std::span<double> fitted,
           std::span<double> sample) const override;

 private:
  void take_out_groups(Eigen::Ref<Eigen::VectorXd> column) const;
  void keep_sample_columns(const Eigen::MatrixXd& given, Eigen::Index first,
                           const std::vector<Eigen::Index>& aliased);

  Eigen::VectorXd d_;
  std::vector<std::uint32_t> group_;  // by pattern; empty without margins
  std::vector<double> group_d_;
  Eigen::MatrixXd q_;
  Eigen::Index first_of_sample_ = 0;
  Eigen::MatrixXd sample_;  // x°R⁻¹, R = Q°'x°: what Q°'z is multiplied with to give x°'B̂°
};

/// C_jj = G_jj/c_j, G = Σ d x x', c_j the price of variable j's margin; by the normal equations,
/// each variable in units of √G_jj.
class PenalisedRegression final : public Regression {
 public:
  PenalisedRegression(const Auxiliaries& x, const Eigen::VectorXd& d);

  void fit(std::span<const double> sums, std::span<double> fitted,
           std::span<double> sample) const override;

 private:
  Eigen::MatrixXd x_, inverse_;
  Eigen::Index first_of_sample_ = 0;
};

}  // namespace trygg
