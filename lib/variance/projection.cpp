#include "variance/projection.hpp"

#include <algorithm>
#include <cmath>

#include "linalg/orthonormal.hpp"

namespace trygg {
namespace {

double mean(double sum, double d) {
  return d > 0 ? sum / d : 0.0;
}

/// Columns of all margins but `largest`, then the numeric variables.
Eigen::MatrixXd other_columns(const Auxiliaries& x, std::size_t largest, Eigen::Index patterns) {
  Eigen::Index count = static_cast<Eigen::Index>(x.numeric.size());
  for (std::size_t m = 0; m < x.category.size(); ++m)
    if (m != largest) count += x.categories[m];
  Eigen::MatrixXd columns = Eigen::MatrixXd::Zero(patterns, count);
  Eigen::Index at = 0;
  for (std::size_t m = 0; m < x.category.size(); ++m) {
    if (m == largest) continue;
    for (Eigen::Index c = 0; c < patterns; ++c)
      columns(c, at + x.category[m][static_cast<std::size_t>(c)]) = 1;
    at += x.categories[m];
  }
  for (const auto& values : x.numeric)
    columns.col(at++) = Eigen::Map<const Eigen::VectorXd>(values.data(), patterns);
  return columns;
}

}  // namespace

Projection::Projection(const Auxiliaries& x, Eigen::VectorXd d) : d_(std::move(d)) {
  const auto most = std::ranges::max_element(x.categories);
  const auto largest = static_cast<std::size_t>(most - x.categories.begin());
  if (most != x.categories.end()) {
    group_ = x.category[largest];
    group_d_.assign(*most, 0.0);
    for (std::size_t c = 0; c < group_.size(); ++c)
      group_d_[group_[c]] += d_[static_cast<Eigen::Index>(c)];
  }
  auto columns = other_columns(x, largest, d_.size());
  Eigen::VectorXd norm(columns.cols());
  for (Eigen::Index j = 0; j < columns.cols(); ++j) {
    norm[j] = std::sqrt(columns.col(j).cwiseAbs2().dot(d_));
    take_out_groups(columns.col(j));
  }
  q_ = orthonormalise(columns, d_, norm).columns;
}

void Projection::take_out_groups(Eigen::Ref<Eigen::VectorXd> column) const {
  std::vector<double> sums(group_d_.size(), 0.0);
  for (std::size_t c = 0; c < group_.size(); ++c) {
    const auto i = static_cast<Eigen::Index>(c);
    sums[group_[c]] += d_[i] * column[i];
  }
  for (std::size_t c = 0; c < group_.size(); ++c)
    column[static_cast<Eigen::Index>(c)] -= mean(sums[group_[c]], group_d_[group_[c]]);
}

void Projection::fit(std::span<const double> sums, std::span<double> fitted) const {
  std::vector<double> group(group_d_.size(), 0.0);
  for (std::size_t c = 0; c < group_.size(); ++c) group[group_[c]] += sums[c];
  for (std::size_t g = 0; g < group.size(); ++g) group[g] = mean(group[g], group_d_[g]);
  std::ranges::fill(fitted, 0.0);
  for (std::size_t c = 0; c < group_.size(); ++c) fitted[c] = group[group_[c]];

  Eigen::VectorXd along = Eigen::VectorXd::Zero(q_.cols());
  for (std::size_t c = 0; c < sums.size(); ++c)
    if (sums[c] != 0) along += sums[c] * q_.row(static_cast<Eigen::Index>(c)).transpose();
  Eigen::Map<Eigen::VectorXd>(fitted.data(), d_.size()) += q_ * along;
}

}  // namespace trygg
