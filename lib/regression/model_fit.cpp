#include "regression/model_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "linalg/solve.hpp"
#include "regression/model_error.hpp"

namespace trygg {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_iterations = 60, most_halvings = 40;
constexpr double rounding = 1e-14;     // of the score, where Newton's steps end
constexpr double noise = 1e-11;        // what rounding may take from a sum of likelihoods
constexpr double good_enough = 1e-10;  // of the score, when steps gain no more
constexpr double settled = 1e-3;       // of a last step, on the scale of x'β

std::vector<double> by_rows(const MatrixXd& symmetric) {
  return {symmetric.data(), symmetric.data() + symmetric.size()};
}

MatrixXd inverse_of(const MatrixXd& symmetric) {
  const auto inverse =
      inverse_symmetric(by_rows(symmetric), static_cast<std::size_t>(symmetric.rows()));
  return Eigen::Map<const MatrixXd>(inverse.data(), symmetric.rows(), symmetric.cols());
}

/// X' diag(d) X.
MatrixXd gram(const MatrixXd& x, const VectorXd& d) {
  const MatrixXd weighted = d.asDiagonal() * x;
  MatrixXd product(x.cols(), x.cols());
  product.triangularView<Eigen::Lower>() = x.transpose() * weighted;
  product.triangularView<Eigen::StrictlyUpper>() = product.transpose();
  return product;
}

MatrixXd columns_of(const MatrixXd& x, const std::vector<Index>& kept) {
  MatrixXd some(x.rows(), static_cast<Index>(kept.size()));
  for (std::size_t j = 0; j < kept.size(); ++j) some.col(static_cast<Index>(j)) = x.col(kept[j]);
  return some;
}

/// Where Newton's method stands.
struct State {
  VectorXd parameters;
  double likelihood = -std::numeric_limits<double>::infinity();
  VectorXd score;
  MatrixXd information;
};

/// The problem in its kept columns.
class Newton {
 public:
  Newton(const ModelProblem& problem, const Aliasing& columns, const PatternSums& sums);
  ModelFit run(const VectorXd* start) const;

 private:
  Index slopes() const { return x_.cols(); }
  Index thresholds() const { return thresholds_; }
  VectorXd beginning() const;
  State at(VectorXd parameters) const;
  void add_linear(State& state, const VectorXd& eta) const;
  void add_categories(State& state, const VectorXd& eta) const;
  State step(const State& from) const;
  double relative(const VectorXd& score) const;
  bool is_settled(const State& state, const MatrixXd& inverse) const;
  void check_separation(const State& state, const MatrixXd& inverse) const;

  const ModelProblem& problem_;
  const Aliasing& columns_;
  const PatternSums& sums_;
  MatrixXd x_;
  Index thresholds_ = 0;
  VectorXd size_;  // Σ w |x_j|, by parameter
};

Newton::Newton(const ModelProblem& problem, const Aliasing& columns, const PatternSums& sums)
    : problem_(problem), columns_(columns), sums_(sums), x_(columns_of(problem.x, columns.kept)) {
  if (problem.family == ModelFamily::ordinal)
    thresholds_ = static_cast<Index>(problem.categories) - 1;
  const VectorXd weight = sums.weight.rowwise().sum();
  size_ = VectorXd::Constant(slopes() + thresholds_, weight.cwiseAbs().sum() * sums.scale);
  size_.head(slopes()) = x_.cwiseAbs().transpose() * weight.cwiseAbs() * sums.scale;
}

/// No slopes; the thresholds of the shares.
VectorXd Newton::beginning() const {
  VectorXd parameters = VectorXd::Zero(slopes() + thresholds());
  const VectorXd by_category = sums_.weight.colwise().sum();
  double below = 0;
  for (Index c = 0; c < thresholds(); ++c) {
    below += by_category(c);
    parameters(slopes() + c) = std::log(below / (by_category.sum() - below));
  }
  return parameters;
}

void Newton::add_linear(State& state, const VectorXd& eta) const {
  const auto& w = sums_.weight.col(0);
  state.likelihood = eta.dot(sums_.y) - eta.cwiseProduct(eta).dot(w) / 2;
  state.score = x_.transpose() * (sums_.y - w.cwiseProduct(eta));
  state.information = gram(x_, w);
}

void Newton::add_categories(State& state, const VectorXd& eta) const {
  const ResponseCurve curve(problem_.family, state.parameters.tail(thresholds()));
  const Index patterns = x_.rows(), p = slopes();
  VectorXd first = VectorXd::Zero(patterns), second = first;
  MatrixXd mixed = MatrixXd::Zero(patterns, thresholds());  // −∂²ℓ/∂η∂ζ
  state.likelihood = 0;
  for (Index i = 0; i < patterns; ++i)
    for (Index c = 0; c < sums_.weight.cols(); ++c) {
      const double w = sums_.weight(i, c);
      if (w == 0) continue;
      const auto l = curve.log_probability(eta(i), static_cast<std::size_t>(c));
      state.likelihood += w * l.value;
      first(i) += w * l.by_eta();
      second(i) -= w * l.by_eta2();
      if (c < thresholds()) {
        state.score(p + c) += w * l.upper;
        state.information(p + c, p + c) -= w * l.upper2;
        mixed(i, c) += w * (l.upper2 + l.between);
      }
      if (c > 0 && thresholds() > 0) {
        state.score(p + c - 1) += w * l.lower;
        state.information(p + c - 1, p + c - 1) -= w * l.lower2;
        mixed(i, c - 1) += w * (l.lower2 + l.between);
      }
      if (c > 0 && c < thresholds()) {
        state.information(p + c, p + c - 1) -= w * l.between;
        state.information(p + c - 1, p + c) -= w * l.between;
      }
    }
  state.score.head(p) = x_.transpose() * first;
  state.information.topLeftCorner(p, p) = gram(x_, second);
  state.information.topRightCorner(p, thresholds()) = x_.transpose() * mixed;
  state.information.bottomLeftCorner(thresholds(), p) =
      state.information.topRightCorner(p, thresholds()).transpose();
}

State Newton::at(VectorXd parameters) const {
  const Index q = parameters.size();
  State state{.parameters = std::move(parameters),
              .score = VectorXd::Zero(q),
              .information = MatrixXd::Zero(q, q)};
  const VectorXd eta = x_ * state.parameters.head(slopes());
  if (problem_.family == ModelFamily::linear)
    add_linear(state, eta);
  else
    add_categories(state, eta);
  return state;
}

/// Goes along Newton's direction, as far as the likelihood does not fall; `from` where it always
/// does.
State Newton::step(const State& from) const {
  const auto solved = solve_symmetric(by_rows(from.information),
                                      {from.score.data(), from.score.data() + from.score.size()});
  const Eigen::Map<const VectorXd> direction(solved.data(), from.score.size());
  double length = 1;
  for (int i = 0; i < most_halvings; ++i, length /= 2) {
    auto next = at(from.parameters + length * direction);
    // NaN or −∞ where thresholds are out of order.
    if (next.likelihood >= from.likelihood - noise * std::abs(from.likelihood)) return next;
  }
  return from;
}

double Newton::relative(const VectorXd& score) const {
  double largest = 0;
  for (Index j = 0; j < score.size(); ++j)
    if (size_(j) > 0) largest = std::max(largest, std::abs(score(j)) / size_(j));
  return std::isnan(score.sum()) ? std::numeric_limits<double>::infinity() : largest;
}

/// Where information in one coefficient has vanished, all that go with it are infinite; the one
/// that moves x'β most is named.
/// At a maximum the next step is nothing; where there is none, it goes on by about 1 on the scale
/// of x'β for those records whose probability is on its way to 0 or 1, however small the score.
bool Newton::is_settled(const State& state, const MatrixXd& inverse) const {
  if (problem_.family == ModelFamily::linear || slopes() == 0) return true;
  const VectorXd next = inverse * state.score;
  const VectorXd along = x_ * next.head(slopes());
  const double thresholds_move = next.tail(thresholds()).cwiseAbs().sum();
  return inverse.diagonal().minCoeff() > 0 &&
         along.cwiseAbs().maxCoeff() + thresholds_move < settled;
}

void Newton::check_separation(const State& state, const MatrixXd& inverse) const {
  if (is_settled(state, inverse)) return;
  const Index first = problem_.family == ModelFamily::logistic ? 1 : 0;  // after the constant
  Index steepest = std::min(first, slopes() - 1);
  const auto steepness = [&](Index j) {
    return std::abs(state.parameters(j)) / std::sqrt(columns_.spread(j));
  };
  for (Index j = first; j < slopes(); ++j)
    if (steepness(j) > steepness(steepest)) steepest = j;
  require_model(
      false, ModelFailure::separation,
      "separation: the covariates together tell the response of some records with "
      "certainty ('{}' has the steepest coefficient), so that there is no maximum; merge "
      "levels or leave a variable out",
      problem_.names[static_cast<std::size_t>(columns_.kept[static_cast<std::size_t>(steepest)])]);
}

ModelFit Newton::run(const VectorXd* start) const {
  auto state = at(start ? *start : beginning());
  double before = std::numeric_limits<double>::infinity();
  for (int iterations = 0;; ++iterations) {
    const double rest = relative(state.score);
    const bool is_done = rest <= rounding || (rest <= good_enough && rest >= before / 2);
    if (!is_done && iterations < most_iterations) {
      auto next = step(state);
      const bool has_moved = next.parameters != state.parameters;
      state = std::move(next);
      before = rest;
      if (has_moved) continue;
    }
    const auto inverse = inverse_of(state.information);
    check_separation(state, inverse);
    require_model(rest <= good_enough, ModelFailure::no_convergence,
                  "no convergence: after {} steps the score is {:.2g} of its size; scale the "
                  "numeric variables or leave one out",
                  iterations, rest);
    return {state.parameters, inverse, iterations};
  }
}

}  // namespace

Aliasing find_aliasing(const ModelProblem& problem, const VectorXd& weight) {
  const Index extra = problem.family == ModelFamily::ordinal ? 1 : 0, n = problem.x.cols();
  MatrixXd x(problem.x.rows(), n + extra);
  if (extra == 1) x.col(0).setOnes();  // the thresholds' constant
  x.rightCols(n) = problem.x;
  const MatrixXd moments = gram(x, weight);
  const MatrixXd inverse = inverse_of(moments);
  Aliasing found;
  for (Index j = 0; j < n; ++j)
    (inverse(j + extra, j + extra) == 0 ? found.aliased : found.kept).push_back(j);
  const auto kept = static_cast<Index>(found.kept.size());
  found.spread.resize(kept);
  found.combination.resize(static_cast<Index>(found.aliased.size()), kept + extra);
  const MatrixXd all = inverse * moments;
  for (Index i = 0; i < kept; ++i) {
    const Index j = found.kept[static_cast<std::size_t>(i)] + extra;
    found.spread(i) = inverse(j, j);
    for (std::size_t a = 0; a < found.aliased.size(); ++a)
      found.combination(static_cast<Index>(a), i) = all(j, found.aliased[a] + extra);
  }
  for (std::size_t a = 0; a < found.aliased.size() && extra == 1; ++a)
    found.combination(static_cast<Index>(a), kept) = all(0, found.aliased[a] + extra);
  return found;
}

ModelFit fit_model(const ModelProblem& problem, const Aliasing& columns, const PatternSums& sums,
                   const VectorXd* start) {
  return Newton(problem, columns, sums).run(start);
}

}  // namespace trygg
