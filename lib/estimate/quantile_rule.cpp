#include "estimate/quantile_rule.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

constexpr std::pair<std::string_view, QuantileRule> names[] = {
    {"math", QuantileRule::math}, {"school", QuantileRule::school}, {"hf1", QuantileRule::hf1},
    {"hf2", QuantileRule::hf2},   {"hf3", QuantileRule::hf3},       {"hf4", QuantileRule::hf4},
    {"hf5", QuantileRule::hf5},   {"hf6", QuantileRule::hf6},       {"hf7", QuantileRule::hf7},
    {"hf8", QuantileRule::hf8},   {"hf9", QuantileRule::hf9},       {"sas", QuantileRule::sas},
};

// Weights are added in floating point: a step this close to p is at p.
constexpr double rounding = 1e-12;

bool is_discrete(QuantileRule rule) {
  return rule < QuantileRule::hf4;
}

/// The point (p_k, x_k) is (C_k − of_own·w_k)/(W + of_last·w_n).
struct Position {
  double of_own, of_last;
};

Position position(QuantileRule rule) {
  switch (rule) {
    case QuantileRule::hf5:
      return {1.0 / 2, 0};
    case QuantileRule::hf6:
      return {0, 1};
    case QuantileRule::hf7:
      return {1, -1};
    case QuantileRule::hf8:
      return {1.0 / 3, 1.0 / 3};
    case QuantileRule::hf9:
      return {3.0 / 8, 1.0 / 4};
    default:
      return {0, 0};
  }
}

}  // namespace

QuantileRule to_quantile_rule(std::string_view name) {
  std::vector<std::string> known;
  for (const auto& [text, rule] : names) {
    if (text == name) return rule;
    known.emplace_back(text);
  }
  throw ConfigError(
      fmt::format("'{}' is no rule for quantiles{}", name, did_you_mean(name, known)));
}

Quantiles::Quantiles(std::span<const double> values, std::span<const double> weights,
                     QuantileRule rule)
    : rule_(rule) {
  require(!values.empty() && values.size() == weights.size(), "{} weights for {} values",
          weights.size(), values.size());
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> sorted;
  for (const auto i : order) {
    x_.push_back(values[i]);
    sorted.push_back(weights[i]);
  }
  set_points(sorted);
  if (rule == QuantileRule::hf3 || rule == QuantileRule::sas) merge_equal_values();
}

void Quantiles::set_points(std::span<const double> weights) {
  const auto [of_own, of_last] = position(rule_);
  Sum sum;
  for (const double w : weights) {
    sum.add(w);
    p_.push_back(sum.value() - of_own * w);
  }
  const double all = sum.value() + of_last * weights.back();
  for (auto& p : p_) p /= all;
}

void Quantiles::merge_equal_values() {
  std::size_t last = 0;
  for (std::size_t k = 1; k < x_.size(); ++k) {
    if (x_[k] != x_[last]) ++last;
    x_[last] = x_[k];
    p_[last] = p_[k];
  }
  x_.resize(last + 1);
  p_.resize(last + 1);
}

double Quantiles::at(double p) const {
  return is_discrete(rule_) ? step(p) : line(p);
}

double Quantiles::step(double p) const {
  std::size_t k = 0;
  while (k + 1 < x_.size() && p_[k] < p - rounding) ++k;
  const bool met = std::abs(p_[k] - p) <= rounding && k + 1 < x_.size();
  if (!met || rule_ == QuantileRule::math || rule_ == QuantileRule::hf1) return x_[k];
  if (rule_ == QuantileRule::hf3) return k % 2 == 1 ? x_[k] : x_[k + 1];  // k counts from 0 here
  return std::midpoint(x_[k], x_[k + 1]);
}

double Quantiles::line(double p) const {
  std::size_t k = 0;
  while (k < x_.size() && p_[k] < p) ++k;
  if (k == 0) return x_.front();
  if (k == x_.size()) return x_.back();
  return x_[k - 1] + (x_[k] - x_[k - 1]) * ((p - p_[k - 1]) / (p_[k] - p_[k - 1]));
}

}  // namespace trygg
