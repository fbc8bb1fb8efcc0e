#include "regression/model_variance.hpp"

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "design/replicate_weights.hpp"
#include "estimate/prepared.hpp"
#include "regression/model_error.hpp"
#include "replicate/replicate_variance.hpp"

namespace trygg {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::vector<double> weights_of(const ModelFrame& frame, const Design& design) {
  std::vector<double> weight;
  for (const auto k : frame.record) weight.push_back(design.weight()[k]);
  return weight;
}

/// The derivatives of ℓ of a record by x'β and by the thresholds above and below its category.
struct Score {
  double by_eta, upper, lower;
};

std::vector<Score> scores_of(const ResponseCurve& curve, const VectorXd& eta,
                             std::size_t categories) {
  std::vector<Score> scores;
  scores.reserve(static_cast<std::size_t>(eta.size()) * categories);
  for (Index i = 0; i < eta.size(); ++i)
    for (std::size_t c = 0; c < categories; ++c) {
      const auto l = curve.log_probability(eta(i), c);
      scores.push_back({l.by_eta(), l.upper, l.lower});
    }
  return scores;
}

}  // namespace

PatternSums sum_patterns(const ModelFrame& frame, ModelFamily family,
                         std::span<const double> weight) {
  const auto patterns = static_cast<Index>(frame.patterns);
  const bool is_linear = family == ModelFamily::linear;
  PatternSums sums{.weight = MatrixXd::Zero(
                       patterns, is_linear ? 1 : static_cast<Index>(frame.categories.size())),
                   .y = VectorXd::Zero(is_linear ? patterns : 0)};
  for (std::size_t i = 0; i < frame.record.size(); ++i) {
    const Index p = frame.pattern[i];
    if (is_linear) {
      sums.weight(p, 0) += weight[i];
      sums.y(p) += weight[i] * frame.y[i];
    } else {
      sums.weight(p, static_cast<Index>(frame.y[i])) += weight[i];
    }
  }
  if (is_linear)
    sums.scale =
        std::abs(*std::ranges::max_element(frame.y, {}, [](double y) { return std::abs(y); }));
  return sums;
}

InfluenceMatrix score_matrix(const ModelFrame& frame, const ModelProblem& problem,
                             const Aliasing& aliasing, const ModelFit& fit) {
  const auto thresholds = fit.thresholds(aliasing);
  const Index p = fit.parameters.size() - thresholds.size();
  Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> x(problem.x.rows(), p);
  for (Index j = 0; j < p; ++j)
    x.col(j) = problem.x.col(aliasing.kept[static_cast<std::size_t>(j)]);
  const VectorXd eta = x * fit.parameters.head(p);
  const auto scores = scores_of({problem.family, thresholds}, eta, problem.categories);
  InfluenceMatrix made{frame.record, {}};
  made.z.setZero(static_cast<Index>(frame.record.size()), fit.parameters.size());
  for (std::size_t i = 0; i < frame.record.size(); ++i) {
    auto row = made.z.row(static_cast<Index>(i));
    const Index pattern = frame.pattern[i];
    if (problem.family == ModelFamily::linear) {
      row.head(p) = (frame.y[i] - eta(pattern)) * x.row(pattern);
      continue;
    }
    const auto c = static_cast<Index>(frame.y[i]);
    const auto& s = scores[frame.pattern[i] * problem.categories + static_cast<std::size_t>(c)];
    row.head(p) = s.by_eta * x.row(pattern);
    if (c < thresholds.size()) row(p + c) = s.upper;
    if (c > 0 && thresholds.size() > 0) row(p + c - 1) = s.lower;
  }
  return made;
}

VaryingMargin VaryingMargin::minus(const VaryingMargin& other) const {
  VaryingMargin difference{margin.minus(other.margin), replicates};
  for (std::size_t r = 0; r < replicates.size(); ++r)
    difference.replicates[r] -= other.replicates[r];
  return difference;
}

ModelVariance::ModelVariance(const ModelFrame& frame, const ModelProblem& problem,
                             const Aliasing& aliasing, const ModelFit& fit,
                             const PreparedDesign& prepared, const CovarianceMatrix& covariances,
                             unsigned threads)
    : frame_(frame),
      problem_(problem),
      aliasing_(aliasing),
      fit_(fit),
      prepared_(prepared),
      covariances_(covariances) {
  weight_ = sum_patterns(frame, problem.family, weights_of(frame, prepared.design))
                .weight.rowwise()
                .sum();
  if (prepared.design.replicates())
    fit_replicates(threads);
  else
    scores_ = score_matrix(frame, problem, aliasing, fit);
}

ModelVariance::Replicate ModelVariance::replicate(std::size_t r) const {
  std::vector<double> weight;
  for (const auto k : frame_.record) weight.push_back(prepared_.design.replicates()->of(k)[r]);
  const auto sums = sum_patterns(frame_, problem_.family, weight);
  Replicate made;
  made.weight = sums.weight.rowwise().sum();
  // Without an answer to it a category has no threshold.
  if (problem_.categories > 0 && sums.weight.colwise().sum().minCoeff() <= 0) return made;
  try {
    made.fit = fit_model(problem_, aliasing_, sums, &fit_.parameters);
    made.has_model = made.fit.inverse.diagonal().minCoeff() > 0;
  } catch (const ModelError&) {
    made.has_model = false;
  }
  return made;
}

void ModelVariance::fit_replicates(unsigned threads) {
  replicates_.resize(prepared_.design.replicates()->count);
  parallel_for(replicates_.size(), threads, [&](std::size_t r) { replicates_[r] = replicate(r); });
  has_lost_ = !std::ranges::all_of(replicates_, &Replicate::has_model);
}

MatrixXd ModelVariance::of_parameters() const {
  if (!prepared_.design.replicates()) return fit_.inverse * covariances_.of(scores_) * fit_.inverse;
  const Index q = fit_.parameters.size();
  std::vector<std::vector<double>> values(static_cast<std::size_t>(q));
  for (Index j = 0; j < q; ++j)
    for (const auto& r : replicates_)
      values[static_cast<std::size_t>(j)].push_back(r.has_model ? r.fit.parameters(j)
                                                                : Result::missing);
  const auto of = [&](Index j) {
    return ReplicatedEstimate{fit_.parameters(j), values[static_cast<std::size_t>(j)]};
  };
  MatrixXd v(q, q);
  for (Index i = 0; i < q; ++i)
    for (Index j = 0; j <= i; ++j)
      v(i, j) = v(j, i) = replicate_covariance(*prepared_.design.replicates(), of(i), of(j));
  return v;
}

VaryingMargin ModelVariance::margin(const Margins& margins, const Margins::Rows& rows) const {
  VaryingMargin made{margins.margin(rows, fit_, weight_), {}};
  for (const auto& r : replicates_)
    made.replicates.push_back(r.has_model ? margins.margin(rows, r.fit, r.weight).value
                                          : Result::missing);
  return made;
}

double ModelVariance::of(const VaryingMargin& m) const {
  if (const auto* replicates = prepared_.design.replicates())
    return replicate_variance(*replicates, {m.margin.value, m.replicates});
  const VectorXd g = fit_.inverse * m.margin.gradient;
  VectorXd z = scores_.z * g;
  const double total = weight_.sum();
  for (std::size_t i = 0; i < frame_.record.size(); ++i)
    z(static_cast<Index>(i)) += (m.margin.by_pattern(frame_.pattern[i]) - m.margin.value) / total;
  VarianceMemory memory;
  return prepared_.variance.variance(
      {frame_.record, std::span(z.data(), static_cast<std::size_t>(z.size()))}, memory);
}

}  // namespace trygg
