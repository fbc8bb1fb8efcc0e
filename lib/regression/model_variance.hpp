#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "regression/margins.hpp"
#include "regression/model_fit.hpp"
#include "regression/model_frame.hpp"
#include "variance/covariance_matrix.hpp"

namespace trygg {

struct PreparedDesign;

/// The sums that a fit needs, of the records of a frame. \param weight  by record of the frame
PatternSums sum_patterns(const ModelFrame& frame, ModelFamily family,
                         std::span<const double> weight);

/// s_k = ∂ℓ_k/∂θ of every record, by parameter, before weighting.
InfluenceMatrix score_matrix(const ModelFrame& frame, const ModelProblem& problem,
                             const Aliasing& aliasing, const ModelFit& fit);

/// A margin with its value by each replicate's weights, NaN where there is no model.
struct VaryingMargin {
  Margin margin;
  std::vector<double> replicates;  ///< empty: the design has none
  VaryingMargin minus(const VaryingMargin& other) const;
};

/// The variances of all figures of one model under its design: of linearised values, or of
/// replicates.
class ModelVariance {
 public:
  /// All must outlive this object.
  ModelVariance(const ModelFrame& frame, const ModelProblem& problem, const Aliasing& aliasing,
                const ModelFit& fit, const PreparedDesign& prepared,
                const CovarianceMatrix& covariances, unsigned threads);

  /// By parameter of the fit.
  Eigen::MatrixXd of_parameters() const;
  VaryingMargin margin(const Margins& margins, const Margins::Rows& rows) const;
  double of(const VaryingMargin& m) const;
  /// Whether some replicates have no model.
  bool has_lost_replicates() const { return has_lost_; }
  const Eigen::VectorXd& pattern_weight() const { return weight_; }

 private:
  struct Replicate {
    bool has_model = false;
    ModelFit fit;
    Eigen::VectorXd weight;  // by pattern
  };
  void fit_replicates(unsigned threads);
  Replicate replicate(std::size_t r) const;

  const ModelFrame& frame_;
  const ModelProblem& problem_;
  const Aliasing& aliasing_;
  const ModelFit& fit_;
  const PreparedDesign& prepared_;
  const CovarianceMatrix& covariances_;
  Eigen::VectorXd weight_;  // by pattern
  InfluenceMatrix scores_;  // of designs without replicates
  std::vector<Replicate> replicates_;
  bool has_lost_ = false;
};

}  // namespace trygg
