#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace trygg {

/// How a distribution function that is a staircase is inverted. C_k is the weight of the k smallest
/// values, W = C_n all weight. Discrete rules look for the first k with C_k >= pW:
///
///     math, hf1    x_k
///     school, hf2  x_k; where C_k = pW, (x_k + x_{k+1})/2
///     hf3          of the distinct values: x_k; where C_k = pW and k is odd, x_{k+1}
///
/// Continuous ones draw lines between the points (p_k, x_k); before the first point it is x_1, past
/// the last one x_n:
///
///     hf4  C_k/W              hf5  (C_k − w_k/2)/W              hf6  C_k/(W + w_n)
///     hf7  C_{k−1}/C_{n−1}    hf8  (C_k − w_k/3)/(W + w_n/3)    hf9  (C_k − 3w_k/8)/(W + w_n/4)
///
///     sas  hf4 of the distinct values, as PROC SURVEYMEANS
///
/// With equal weights hf1, hf2 and hf4 to hf9 are the types of Hyndman & Fan (1996), American
/// Statistician 50, 361-365, and of R's quantile(). R: svyquantile(qrule = ) of survey 4.1.
enum class QuantileRule { math, school, hf1, hf2, hf3, hf4, hf5, hf6, hf7, hf8, hf9, sas };
/// \throws ConfigError  unknown name; known ones are listed
QuantileRule to_quantile_rule(std::string_view name);

/// The quantiles of a weighted sample by one rule.
class Quantiles {
 public:
  /// \param values   at least one
  /// \param weights  one each, not 0; their sum is above 0
  Quantiles(std::span<const double> values, std::span<const double> weights, QuantileRule rule);

  /// \param p  in [0, 1]
  double at(double p) const;
  double smallest() const { return x_.front(); }
  double largest() const { return x_.back(); }

 private:
  void merge_equal_values();
  void set_points(std::span<const double> weights);
  double step(double p) const;
  double line(double p) const;

  QuantileRule rule_;
  std::vector<double> x_;  // ascending
  std::vector<double> p_;  // of each, by the rule; C_k/W for discrete ones
};

}  // namespace trygg
