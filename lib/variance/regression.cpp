#include "variance/regression.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "linalg/orthonormal.hpp"
#include "linalg/solve.hpp"

namespace trygg {
namespace {

double mean(double sum, double d) {
  return d > 0 ? sum / d : 0.0;
}

/// Columns in the order in which aliased ones give way to earlier ones.
struct Columns {
  Eigen::MatrixXd x;
  std::vector<double> price;
  Eigen::Index first_of_sample = 0;
};

class ColumnMaker {
 public:
  ColumnMaker(const Auxiliaries& x, std::size_t left_out, Eigen::Index patterns)
      : x_(x), left_out_(left_out) {
    Eigen::Index count = static_cast<Eigen::Index>(x.numeric.size());
    for (std::size_t m = 0; m < x.category.size(); ++m)
      if (m != left_out) count += x.categories[m];
    made_.x = Eigen::MatrixXd::Zero(patterns, count);
  }

  Columns make() {
    const auto known_margins = x_.category.size() - x_.sample_margins;
    const auto known_numeric = x_.numeric.size() - x_.sample_numeric;
    for (std::size_t m = 0; m < known_margins; ++m) add_margin(m);
    for (std::size_t v = 0; v < known_numeric; ++v) add_numeric(v);
    made_.first_of_sample = at_;
    for (auto m = known_margins; m < x_.category.size(); ++m) add_margin(m);
    for (auto v = known_numeric; v < x_.numeric.size(); ++v) add_numeric(v);
    return std::move(made_);
  }

 private:
  double price(std::size_t i) const {
    return i < x_.price.size() ? x_.price[i] : std::numeric_limits<double>::infinity();
  }
  void add_margin(std::size_t m) {
    if (m == left_out_) return;
    for (Eigen::Index c = 0; c < made_.x.rows(); ++c)
      made_.x(c, at_ + x_.category[m][static_cast<std::size_t>(c)]) = 1;
    at_ += x_.categories[m];
    made_.price.insert(made_.price.end(), x_.categories[m], price(m));
  }
  void add_numeric(std::size_t v) {
    made_.x.col(at_++) = Eigen::Map<const Eigen::VectorXd>(x_.numeric[v].data(), made_.x.rows());
    made_.price.push_back(price(x_.category.size() + v));
  }

  const Auxiliaries& x_;
  std::size_t left_out_;
  Columns made_;
  Eigen::Index at_ = 0;
};

constexpr auto none = static_cast<std::size_t>(-1);

/// The margin with most categories; where there are two levels, of the population's.
std::size_t largest_margin(const Auxiliaries& x) {
  const auto end =
      x.categories.end() - (x.has_two_levels() ? static_cast<std::ptrdiff_t>(x.sample_margins) : 0);
  const auto most = std::max_element(x.categories.begin(), end);
  return most == end ? none : static_cast<std::size_t>(most - x.categories.begin());
}

}  // namespace

bool Auxiliaries::has_two_levels() const {
  const auto of_sample = sample_margins + sample_numeric;
  return of_sample > 0 && of_sample < category.size() + numeric.size();
}

std::unique_ptr<const Regression> make_regression(const Auxiliaries& x, Eigen::VectorXd d) {
  if (!x.price.empty()) return std::make_unique<PenalisedRegression>(x, d);
  return std::make_unique<Projection>(x, std::move(d));
}

Projection::Projection(const Auxiliaries& x, Eigen::VectorXd d) : d_(std::move(d)) {
  const auto largest = largest_margin(x);
  if (largest != none) {
    group_ = x.category[largest];
    group_d_.assign(x.categories[largest], 0.0);
    for (std::size_t c = 0; c < group_.size(); ++c)
      group_d_[group_[c]] += d_[static_cast<Eigen::Index>(c)];
  }
  auto columns = ColumnMaker(x, largest, d_.size()).make();
  const Eigen::MatrixXd given = x.has_two_levels() ? columns.x : Eigen::MatrixXd();
  Eigen::VectorXd norm(columns.x.cols());
  for (Eigen::Index j = 0; j < columns.x.cols(); ++j) {
    norm[j] = std::sqrt(columns.x.col(j).cwiseAbs2().dot(d_));
    take_out_groups(columns.x.col(j));
  }
  auto made = orthonormalise(columns.x, d_, norm);
  q_ = std::move(made.columns);
  if (x.has_two_levels()) keep_sample_columns(given, columns.first_of_sample, made.aliased);
}

void Projection::keep_sample_columns(const Eigen::MatrixXd& given, Eigen::Index first,
                                     const std::vector<Eigen::Index>& aliased) {
  std::vector<Eigen::Index> kept;
  for (auto j = first; j < given.cols(); ++j)
    if (std::ranges::find(aliased, j) == aliased.end()) kept.push_back(j);
  const auto count = static_cast<Eigen::Index>(kept.size());
  first_of_sample_ = q_.cols() - count;
  Eigen::MatrixXd x(given.rows(), count);
  for (Eigen::Index i = 0; i < count; ++i) x.col(i) = given.col(kept[static_cast<std::size_t>(i)]);
  const Eigen::MatrixXd r = q_.rightCols(count).transpose() * (d_.asDiagonal() * x);
  sample_ = x;  // x R⁻¹, column by column: R is upper triangular
  for (Eigen::Index j = 0; j < count; ++j) {
    for (Eigen::Index i = 0; i < j; ++i) sample_.col(j) -= sample_.col(i) * r(i, j);
    sample_.col(j) /= r(j, j);
  }
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

void Projection::fit(std::span<const double> sums, std::span<double> fitted,
                     std::span<double> sample) const {
  std::vector<double> group(group_d_.size(), 0.0);
  for (std::size_t c = 0; c < group_.size(); ++c) group[group_[c]] += sums[c];
  for (std::size_t g = 0; g < group.size(); ++g) group[g] = mean(group[g], group_d_[g]);
  std::ranges::fill(fitted, 0.0);
  for (std::size_t c = 0; c < group_.size(); ++c) fitted[c] = group[group_[c]];

  Eigen::VectorXd along = Eigen::VectorXd::Zero(q_.cols());
  for (std::size_t c = 0; c < sums.size(); ++c)
    if (sums[c] != 0) along += sums[c] * q_.row(static_cast<Eigen::Index>(c)).transpose();
  Eigen::Map<Eigen::VectorXd>(fitted.data(), d_.size()) += q_ * along;
  if (!sample.empty())
    Eigen::Map<Eigen::VectorXd>(sample.data(), d_.size()) = sample_ * along.tail(sample_.cols());
}

PenalisedRegression::PenalisedRegression(const Auxiliaries& x, const Eigen::VectorXd& d) {
  auto columns = ColumnMaker(x, none, d.size()).make();
  x_ = std::move(columns.x);
  first_of_sample_ = columns.first_of_sample;
  for (Eigen::Index j = 0; j < x_.cols(); ++j) {
    const double norm = std::sqrt(x_.col(j).cwiseAbs2().dot(d));
    if (norm > 0) x_.col(j) /= norm;
  }
  Eigen::MatrixXd gram = x_.transpose() * d.asDiagonal() * x_;
  for (Eigen::Index j = 0; j < x_.cols(); ++j)
    gram(j, j) += gram(j, j) / columns.price[static_cast<std::size_t>(j)];
  const auto n = static_cast<std::size_t>(gram.rows());
  const auto inverse = inverse_symmetric({gram.data(), gram.data() + gram.size()}, n);
  inverse_ = Eigen::Map<const Eigen::MatrixXd>(inverse.data(), gram.rows(), gram.cols());
}

void PenalisedRegression::fit(std::span<const double> sums, std::span<double> fitted,
                              std::span<double> sample) const {
  const Eigen::Map<const Eigen::VectorXd> z(sums.data(), x_.rows());
  const Eigen::VectorXd b = inverse_ * (x_.transpose() * z);
  Eigen::Map<Eigen::VectorXd>(fitted.data(), x_.rows()) = x_ * b;
  const auto count = x_.cols() - first_of_sample_;
  if (!sample.empty())
    Eigen::Map<Eigen::VectorXd>(sample.data(), x_.rows()) = x_.rightCols(count) * b.tail(count);
}

}  // namespace trygg
