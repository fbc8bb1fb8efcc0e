#include "variance/covariance_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "design/design.hpp"

namespace trygg {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();

/// Numbers what is met, in the order in which it is met.
class Numbering {
 public:
  explicit Numbering(std::size_t count) : row_(count, nowhere) {}
  Index operator()(std::uint32_t which) {
    if (row_[which] == nowhere) {
      row_[which] = static_cast<std::uint32_t>(met_.size());
      met_.push_back(which);
    }
    return static_cast<Index>(row_[which]);
  }
  const std::vector<std::uint32_t>& met() const { return met_; }

 private:
  std::vector<std::uint32_t> row_, met_;
};

std::vector<double> column_of(const InfluenceMatrix& a, Index j) {
  std::vector<double> z(a.record.size());
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = a.z(static_cast<Index>(i), j);
  return z;
}

}  // namespace

CovarianceMatrix::CovarianceMatrix(const Design& design, const Variance& variance)
    : design_(design), variance_(variance), layers_(make_layers(design)) {
  if (variance.calibrated()) calibration_ = std::make_unique<const Calibration>(design);
}

CovarianceMatrix::Totals CovarianceMatrix::contributions(const InfluenceMatrix& a) const {
  if (!calibration_) {
    Totals totals{a.record, a.z};
    for (std::size_t i = 0; i < a.record.size(); ++i)
      totals.u.row(static_cast<Index>(i)) *= design_.weight()[a.record[i]];
    return totals;
  }
  Totals totals{std::vector<std::uint32_t>(design_.records()),
                Rows(static_cast<Index>(design_.records()), a.z.cols())};
  std::iota(totals.record.begin(), totals.record.end(), 0u);
  std::vector<double> fitted, sums, u;
  for (Index j = 0; j < a.z.cols(); ++j) {
    const auto z = column_of(a, j);
    calibration_->fit({a.record, z}, fitted, sums);
    calibration_->contributions({a.record, z}, fitted, u);
    totals.u.col(j) = Eigen::Map<const VectorXd>(u.data(), static_cast<Index>(u.size()));
  }
  return totals;
}

/// Every unit and every parent becomes a row whose square is its part of V.
void CovarianceMatrix::add_layer(const Layer& layer, const Totals& totals, MatrixXd& v) const {
  Numbering units(layer.parent.size()), parents(layer.sampled.size());
  for (const auto k : totals.record) units(layer.unit[k]);
  for (const auto unit : units.met()) parents(layer.parent[unit]);
  const auto q = totals.u.cols(), m = static_cast<Index>(units.met().size()),
             p = static_cast<Index>(parents.met().size());
  Rows rows = Rows::Zero(m + p, q);
  for (std::size_t i = 0; i < totals.record.size(); ++i)
    rows.row(units(layer.unit[totals.record[i]])) += totals.u.row(static_cast<Index>(i));
  std::vector<double> count(parents.met().size(), 0.0);
  for (Index j = 0; j < m; ++j) {
    const auto parent = parents(layer.parent[units.met()[static_cast<std::size_t>(j)]]);
    rows.row(m + parent) += rows.row(j);
    ++count[static_cast<std::size_t>(parent)];
  }
  for (Index i = 0; i < p; ++i)
    rows.row(m + i) /= layer.sampled[parents.met()[static_cast<std::size_t>(i)]];
  for (Index j = 0; j < m; ++j) {
    const auto parent = layer.parent[units.met()[static_cast<std::size_t>(j)]];
    rows.row(j) -= rows.row(m + parents(parent));
    rows.row(j) *= std::sqrt(layer.coefficient[parent]);
  }
  for (Index i = 0; i < p; ++i) {
    const auto parent = parents.met()[static_cast<std::size_t>(i)];
    const double untouched = layer.sampled[parent] - count[static_cast<std::size_t>(i)];
    rows.row(m + i) *= std::sqrt(layer.coefficient[parent] * untouched);
  }
  v.selfadjointView<Eigen::Lower>().rankUpdate(rows.transpose());
}

/// Whether Variance gives the same to one combination, in which every estimate has its part.
bool CovarianceMatrix::agrees(const InfluenceMatrix& a, const MatrixXd& v) const {
  VectorXd c(v.cols());
  for (Index j = 0; j < c.size(); ++j)
    c(j) = v(j, j) > 0 ? (1 + std::fmod(0.618034 * static_cast<double>(j), 1)) / std::sqrt(v(j, j))
                       : 0;
  const VectorXd combined = a.z * c;
  VarianceMemory memory;
  const double expected = variance_.variance(
      {a.record, std::span(combined.data(), static_cast<std::size_t>(combined.size()))}, memory);
  const double found = c.dot(v * c), size = c.cwiseAbs().dot(v.cwiseAbs() * c.cwiseAbs());
  return std::abs(found - expected) <= 1e-9 * size;
}

MatrixXd CovarianceMatrix::by_pairs(const InfluenceMatrix& a) const {
  MatrixXd v(a.z.cols(), a.z.cols());
  VarianceMemory memory;
  for (Index i = 0; i < v.rows(); ++i) {
    const auto left = column_of(a, i);
    for (Index j = 0; j <= i; ++j) {
      const auto right = column_of(a, j);
      v(i, j) = v(j, i) = variance_.covariance({a.record, left}, {a.record, right}, memory);
    }
  }
  return v;
}

std::optional<MatrixXd> CovarianceMatrix::in_one_pass(const InfluenceMatrix& a) const {
  // PSUs that were not drawn at random, and samples of two phases.
  if (std::ranges::any_of(layers_, [](const Layer& layer) { return layer.form != nullptr; }))
    return std::nullopt;
  const auto totals = contributions(a);
  MatrixXd v = MatrixXd::Zero(a.z.cols(), a.z.cols());
  for (const auto& layer : layers_) add_layer(layer, totals, v);
  v.triangularView<Eigen::StrictlyUpper>() = v.transpose();
  return agrees(a, v) ? std::optional(v) : std::nullopt;
}

MatrixXd CovarianceMatrix::of(const InfluenceMatrix& a) const {
  const auto v = in_one_pass(a);
  return v ? *v : by_pairs(a);
}

}  // namespace trygg
