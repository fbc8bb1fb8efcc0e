#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace trygg {

/// How the p-values of a family of tests are adjusted for their number.
enum class Adjustment {
  holm,                ///< the probability that any of them is wrong is kept (estimator.hpp)
  benjamini_hochberg,  ///< the expected part of the secured that are wrong is kept
  none,
};
/// "holm", "bh", "none". \throws ConfigError  another name
Adjustment to_adjustment(std::string_view name);

/// min over j ≥ i of min(1, m p_(j)/j), in ascending order; NaN stays NaN and does not count.
/// Source: Benjamini & Hochberg (1995), JRSS B 57, 289–300. R: p.adjust(p, "BH").
std::vector<double> benjamini_hochberg(std::span<const double> p_values);

std::vector<double> adjusted(std::span<const double> p_values, Adjustment how);

}  // namespace trygg
