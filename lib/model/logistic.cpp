#include "model/logistic.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "linalg/solve.hpp"

namespace trygg {
namespace {

constexpr int most_iterations = 60, most_halvings = 40;
constexpr double rounding = 1e-14;     // of the score, where Newton's steps end
constexpr double noise = 1e-11;        // what rounding may take from a sum of likelihoods
constexpr double good_enough = 1e-10;  // of the score, when steps gain no more
constexpr double steepest = 15;        // |x'β| beyond which p is 0 or 1 but for 3e-7

using Values = std::vector<double>;

std::size_t persons(std::span<const std::size_t> stands_for, std::size_t k) {
  return stands_for.empty() ? 1 : stands_for[k];
}

/// ln(1 + exp(η)) without overflow.
double log1p_exp(double eta) {
  return eta > 0 ? eta + std::log1p(std::exp(-eta)) : std::log1p(std::exp(eta));
}

/// The problem, with those columns left out that are combinations of earlier ones.
class Newton {
 public:
  Newton(const ModelMatrix& x, std::span<const std::uint8_t> y, std::span<const double> weight,
         std::span<const std::size_t> stands_for);
  LogisticFit run();

 private:
  double log_likelihood(const Values& beta) const;
  void find_aliased();
  double relative_score(const Values& score) const;
  Values information(const Values& beta, Values& score) const;
  bool step(Values& beta, const Values& direction, double& likelihood) const;
  void check_slopes(const Values& beta) const;

  const ModelMatrix* x_;
  std::span<const std::uint8_t> y_;
  std::span<const double> weight_;
  std::span<const std::size_t> stands_for_;
  Values size_;  // Σ w |x_j|
  std::vector<std::size_t> aliased_;
  double total_ = 0;
};

Newton::Newton(const ModelMatrix& x, std::span<const std::uint8_t> y,
               std::span<const double> weight, std::span<const std::size_t> stands_for)
    : x_(&x), y_(y), weight_(weight), stands_for_(stands_for), size_(x.columns(), 0.0) {
  for (const double w : weight) total_ += w;
  find_aliased();
}

void Newton::find_aliased() {
  const auto n = x_->columns();
  Values gram(n * n, 0.0), x(n);
  for (std::size_t k = 0; k < x_->records(); ++k) {
    if (weight_[k] == 0) continue;
    x_->add_square(k, weight_[k] / total_, gram);
    std::ranges::fill(x, 0.0);
    x_->add(k, weight_[k], x);
    for (std::size_t j = 0; j < n; ++j) size_[j] += std::abs(x[j]);
  }
  const auto inverse = inverse_symmetric(gram, n);
  for (std::size_t j = 0; j < n; ++j)
    if (inverse[j * n + j] == 0) aliased_.push_back(j);
}

double Newton::log_likelihood(const Values& beta) const {
  double sum = 0;
  for (std::size_t k = 0; k < x_->records(); ++k) {
    if (weight_[k] == 0) continue;
    const double eta = x_->value(k, beta);
    sum += weight_[k] * (y_[k] * eta - log1p_exp(eta));
  }
  return sum;
}

double Newton::relative_score(const Values& score) const {
  double largest = 0;
  for (std::size_t j = 0; j < score.size(); ++j)
    if (size_[j] > 0) largest = std::max(largest, std::abs(score[j]) / size_[j]);
  return largest;
}

/// A and the score, 0 for aliased columns.
Values Newton::information(const Values& beta, Values& score) const {
  const auto n = x_->columns();
  Values a(n * n, 0.0);
  std::ranges::fill(score, 0.0);
  for (std::size_t k = 0; k < x_->records(); ++k) {
    if (weight_[k] == 0) continue;
    const double p = 1 / (1 + std::exp(-x_->value(k, beta)));
    x_->add_square(k, weight_[k] * p * (1 - p), a);
    x_->add(k, weight_[k] * (y_[k] - p), score);
  }
  for (const auto j : aliased_) {
    for (std::size_t i = 0; i < n; ++i) a[j * n + i] = a[i * n + j] = 0;
    score[j] = 0;
  }
  return a;
}

/// Goes along `direction`, as far as the likelihood does not fall. False: it always falls.
bool Newton::step(Values& beta, const Values& direction, double& likelihood) const {
  double length = 1;
  for (int i = 0; i < most_halvings; ++i, length /= 2) {
    Values next = beta;
    for (std::size_t j = 0; j < next.size(); ++j) next[j] += length * direction[j];
    const double reached = log_likelihood(next);
    if (!(reached >= likelihood - noise * std::abs(likelihood))) continue;
    likelihood = reached;
    beta = std::move(next);
    return true;
  }
  return false;
}

void Newton::check_slopes(const Values& beta) const {
  std::size_t extreme = 0;
  for (std::size_t k = 0; k < x_->records(); ++k)
    if (weight_[k] > 0 && std::abs(x_->value(k, beta)) > steepest)
      extreme += persons(stands_for_, k);
  if (extreme == 0) return;
  std::size_t worst = 0;
  for (std::size_t j = 1; j < beta.size(); ++j)
    if (worst == 0 || std::abs(beta[j]) * size_[j] > std::abs(beta[worst]) * size_[worst])
      worst = j;
  throw ConvergenceError(fmt::format(
      "the logistic model has no maximum: for {} record{} its variables tell the outcome "
      "with certainty ('{}' has the steepest coefficient); merge levels or leave out a "
      "variable",
      extreme, extreme == 1 ? "" : "s", x_->names()[worst]));
}

LogisticFit Newton::run() {
  const auto n = x_->columns();
  Values beta(n, 0.0), score(n);
  double likelihood = log_likelihood(beta), before = INFINITY;
  LogisticFit fit;
  for (;; ++fit.iterations) {
    auto a = information(beta, score);
    const double rest = relative_score(score);
    const bool is_done = rest <= rounding || (rest <= good_enough && rest >= before / 2);
    const bool may_go_on = !is_done && fit.iterations < most_iterations;
    if (may_go_on && step(beta, solve_symmetric(a, score), likelihood)) {
      before = rest;
      continue;
    }
    check_slopes(beta);
    require<ConvergenceError>(rest <= good_enough,
                              "the logistic model did not come to its maximum in {} steps: the "
                              "score is {:.2g} of its size; scale the numeric variables or leave "
                              "one out",
                              fit.iterations, rest);
    fit.inverse_information = inverse_symmetric(std::move(a), n);
    break;
  }
  for (std::size_t k = 0; k < x_->records(); ++k)
    fit.probability.push_back(1 / (1 + std::exp(-x_->value(k, beta))));
  fit.coefficient = std::move(beta);
  fit.aliased = aliased_;
  fit.log_likelihood = likelihood;
  return fit;
}

/// Everybody or nobody in a group has y = 1.
void check_group(std::size_t ones, std::size_t count, const std::string& where) {
  if (count == 0 || (ones > 0 && ones < count)) return;
  throw ConvergenceError(
      fmt::format("the logistic model has no maximum: {} of the {} record{} {} the outcome; {}",
                  ones == 0 ? "none" : "every one", count, count == 1 ? "" : "s",
                  where.empty() ? "has" : fmt::format("with {} has", where),
                  where.empty() ? "there is nothing to model" : "merge the level with another"));
}

void check_levels(const ModelMatrix& x, std::span<const std::uint8_t> y,
                  std::span<const double> weight, std::span<const std::size_t> stands_for) {
  // Everybody first, as the one level of a factor without a name.
  std::vector<Factor> all{{"", std::vector<std::uint32_t>(y.size(), 0), {""}}};
  all.insert(all.end(), x.factors().begin(), x.factors().end());
  for (const auto& factor : all) {
    std::vector<std::size_t> n(factor.levels.size(), 0), has(factor.levels.size(), 0);
    for (std::size_t k = 0; k < y.size(); ++k) {
      if (weight[k] == 0) continue;
      n[factor.level[k]] += persons(stands_for, k);
      if (y[k] == 1) has[factor.level[k]] += persons(stands_for, k);
    }
    for (std::size_t l = 0; l < n.size(); ++l) check_group(has[l], n[l], factor.levels[l]);
  }
}

}  // namespace

LogisticFit fit_logistic(const ModelMatrix& x, std::span<const std::uint8_t> y,
                         std::span<const double> weight, std::span<const std::size_t> stands_for) {
  require(y.size() == x.records() && weight.size() == x.records(),
          "{} outcomes and {} weights for {} records", y.size(), weight.size(), x.records());
  require(stands_for.empty() || stands_for.size() == x.records(), "{} counts for {} records",
          stands_for.size(), x.records());
  for (const double w : weight) require(w >= 0, "a weight of {}; none may be negative", w);
  require<ConvergenceError>(std::ranges::any_of(weight, [](double w) { return w > 0; }),
                            "the logistic model has no record with a weight");
  check_levels(x, y, weight, stands_for);
  return Newton(x, y, weight, stands_for).run();
}

std::vector<double> sandwich_covariance(const ModelMatrix& x, const LogisticFit& fit,
                                        std::span<const std::uint8_t> y,
                                        std::span<const double> weight) {
  const auto n = x.columns();
  require(fit.inverse_information.size() == n * n && y.size() == x.records(),
          "a fit of another model");
  Values covariance(n * n, 0.0), score(n), projected(n);
  for (std::size_t k = 0; k < x.records(); ++k) {
    if (weight[k] == 0) continue;
    std::ranges::fill(score, 0.0);
    x.add(k, weight[k] * (y[k] - fit.probability[k]), score);
    for (std::size_t i = 0; i < n; ++i) {
      projected[i] = 0;
      for (std::size_t j = 0; j < n; ++j)
        projected[i] += fit.inverse_information[i * n + j] * score[j];
    }
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) covariance[i * n + j] += projected[i] * projected[j];
  }
  return covariance;
}

}  // namespace trygg
