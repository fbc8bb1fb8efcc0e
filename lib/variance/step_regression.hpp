#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trygg {

class Design;

/// The regressions of all calibration steps of a design as one linear map, B = Γ t.
///
/// Auxiliary variables of all steps are numbered one after the other: the categories of every
/// margin, then the numeric variables, on a scale on which these do not drown the margins. With t =
/// Σ d q (w/a) x z, Γ is block triangular: B_S = G_S⁻ t_S and, going backwards, B_s = G_s⁻ (t_s −
/// Σ_{j>s} M_sj B_j), G_s = Σ d_s q x_s x_s' (of soft variables the diagonal with 1/price more),
/// M_sj = Σ d_s q (c_j/a_s) x_s x_j', x_s multiplied with the propensity where there is one
/// (variance/calibration.hpp).
class StepRegression {
 public:
  /// One that a record has.
  struct Auxiliary {
    std::uint32_t number;
    double t;      ///< d q x/a: what t grows by, for each unit of w z
    double ratio;  ///< c x/w; 0 where w is 0
    double after;  ///< c x, c = a or, where the total is one of the sample, a − d
  };

  /// How many auxiliary variables a design has.
  static std::size_t count(const Design& design);
  /// Whether products of matrices with a row for each of them and for each stratum cost little,
  /// and no step has totals of both levels (whose parts depend on which aliased ones are left out).
  static bool is_small(const Design& design);

  /// \param design  a row stands for `multiplicity` records of these weights, or under PSUs for all
  explicit StepRegression(const Design& design);

  std::size_t count() const { return first_.back(); }
  std::span<const Auxiliary> auxiliaries(std::size_t record) const {
    return std::span(auxiliary_).subspan(record * per_record(), per_record());
  }
  const Eigen::MatrixXd& gamma() const { return gamma_; }

 private:
  std::size_t per_record() const { return first_in_record_.back(); }
  void number(const Design& design);
  void set_factors(const Design& design);
  void make_gamma(const Design& design);
  Eigen::MatrixXd moments(const Design& design, std::size_t step) const;

  std::vector<std::size_t> first_;            // of each step: its first auxiliary; and the end
  std::vector<std::size_t> first_in_record_;  // the same, of the auxiliaries of a record
  std::vector<Auxiliary> auxiliary_;          // record by record
  std::vector<double> value_;                 // x of each of those
  Eigen::MatrixXd gamma_;
};

}  // namespace trygg
