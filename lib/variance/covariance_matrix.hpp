#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "variance/layers.hpp"
#include "variance/variance.hpp"

namespace trygg {

class Design;

/// Linearised values of several estimates over the same records.
struct InfluenceMatrix {
  std::vector<std::uint32_t> record;  ///< ascending
  /// By record, by estimate.
  Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> z;
};

/// The covariances of all pairs of estimates under a design: the numbers of Variance::covariance,
/// of all pairs in one pass over the units of each stage,
///
///     V = Σ_p c_p [Σ_{j in p} (u_j − ū_p)(u_j − ū_p)' + (n_p − m_p) ū_p ū_p'],
///
/// u_j the rows of totals of the m_p units with a record. Variance knows designs that this form
/// does not describe (a finite population correction beside non-response; averaged lonely strata;
/// PSUs that were not drawn at random).
/// So one combination of the estimates is asked of both, and where the two disagree all pairs are
/// asked of Variance.
class CovarianceMatrix {
 public:
  /// Both must outlive this object.
  CovarianceMatrix(const Design& design, const Variance& variance);

  Eigen::MatrixXd of(const InfluenceMatrix& a) const;
  /// Nothing where the design's variance has another form.
  std::optional<Eigen::MatrixXd> in_one_pass(const InfluenceMatrix& a) const;

 private:
  using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  struct Totals {
    std::vector<std::uint32_t> record;
    Rows u;
  };
  Totals contributions(const InfluenceMatrix& a) const;
  void add_layer(const Layer& layer, const Totals& totals, Eigen::MatrixXd& v) const;
  bool agrees(const InfluenceMatrix& a, const Eigen::MatrixXd& v) const;
  Eigen::MatrixXd by_pairs(const InfluenceMatrix& a) const;

  const Design& design_;
  const Variance& variance_;
  std::vector<Layer> layers_;
  std::unique_ptr<const Calibration> calibration_;  // null: none
};

}  // namespace trygg
