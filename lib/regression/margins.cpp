#include "regression/margins.hpp"

#include <cmath>

namespace trygg {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd some_columns(const MatrixXd& x, const std::vector<Index>& which) {
  MatrixXd some(x.rows(), static_cast<Index>(which.size()));
  for (std::size_t j = 0; j < which.size(); ++j) some.col(static_cast<Index>(j)) = x.col(which[j]);
  return some;
}

}  // namespace

Margin Margin::minus(const Margin& other) const {
  return {value - other.value, by_pattern - other.by_pattern, gradient - other.gradient};
}

/// An aliased column must be the combination of the others that it is among the records.
bool Margins::is_estimable(const MatrixXd& x, double constant) const {
  if (aliasing_.aliased.empty()) return true;
  const MatrixXd kept = some_columns(x, aliasing_.kept);
  for (std::size_t a = 0; a < aliasing_.aliased.size(); ++a) {
    const VectorXd c = aliasing_.combination.row(static_cast<Index>(a));
    VectorXd rest = x.col(aliasing_.aliased[a]) - kept * c.head(kept.cols());
    if (c.size() > kept.cols()) rest.array() -= constant * c(kept.cols());
    const double size = x.col(aliasing_.aliased[a]).cwiseAbs().maxCoeff() + 1;
    if (rest.cwiseAbs().maxCoeff() > 1e-6 * size) return false;
  }
  return true;
}

std::optional<Margins::Rows> Margins::rows(const MarginTarget& target) const {
  const auto kind = columns_.formula().variables[target.variable].kind;
  if (kind == CovariateKind::number) {
    const auto slope = columns_.derivative(target.variable);
    if (!is_estimable(slope, 0)) return std::nullopt;
    return Rows{target, some_columns(problem_.x, aliasing_.kept),
                some_columns(slope, aliasing_.kept)};
  }
  const auto x = columns_.changed(problem_.x, {target.variable, target.level});
  if (!is_estimable(x, 1)) return std::nullopt;
  return Rows{target, some_columns(x, aliasing_.kept), std::nullopt};
}

Margin Margins::margin(const Rows& rows, const ModelFit& fit, const VectorXd& weight) const {
  const Index p = rows.x.cols(), patterns = rows.x.rows();
  const auto thresholds = fit.thresholds(aliasing_);
  const ResponseCurve curve(problem_.family, thresholds);
  const VectorXd eta = rows.x * fit.parameters.head(p);
  const VectorXd tilt = rows.slope ? VectorXd(*rows.slope * fit.parameters.head(p)) : VectorXd();
  Margin m{.value = 0,
           .by_pattern = VectorXd(patterns),
           .gradient = VectorXd::Zero(fit.parameters.size())};
  VectorXd by_x(patterns), by_slope(patterns);  // ∂ of the prediction by x'β and by ẋ'β, times w
  const double total = weight.sum();
  const auto c = static_cast<Index>(rows.target.category);
  for (Index i = 0; i < patterns; ++i) {
    const auto mean = curve.mean(eta(i), rows.target.category);
    const double w = weight(i) / total, g = rows.slope ? tilt(i) : 1;
    m.by_pattern(i) = rows.slope ? mean.by_eta * g : mean.value;
    by_x(i) = w * (rows.slope ? mean.by_eta2 * g : mean.by_eta);
    by_slope(i) = w * mean.by_eta;
    if (c < thresholds.size())
      m.gradient(p + c) += w * (rows.slope ? mean.eta_by_upper * g : mean.by_upper);
    if (c > 0 && thresholds.size() > 0)
      m.gradient(p + c - 1) += w * (rows.slope ? mean.eta_by_lower * g : mean.by_lower);
  }
  m.value = m.by_pattern.dot(weight) / total;
  m.gradient.head(p) += rows.x.transpose() * by_x;
  if (rows.slope) m.gradient.head(p) += rows.slope->transpose() * by_slope;
  return m;
}

}  // namespace trygg
