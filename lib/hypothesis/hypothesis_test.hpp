#pragma once

#include <limits>
#include <string_view>

namespace trygg {

/// What a hypothesis is tested by.
enum class TestMethod {
  t,                 ///< Student's t of an estimate or a contrast
  rao_scott_second,  ///< Pearson's X², with the second-order correction, as F
  rao_scott_first,   ///< the same with the first-order correction, as F
  rao_scott_chi2,    ///< the first-order correction against χ²: no account of the design's df
  wald,              ///< of the departures from independence, as F
  adjusted_wald,     ///< the same, corrected for few degrees of freedom
};
std::string_view to_text(TestMethod method);

/// Why a test cannot be made.
enum class NoTest {
  none,                  ///< it was made
  empty_domain,          ///< nobody has a weight and all answers
  too_many_cells,        ///< more combinations than a table can be tested by
  one_level,             ///< fewer than two groups have a record with a weight
  df_zero,               ///< the design has too few degrees of freedom
  no_variance,           ///< the standard error is 0, or there is none
  fixed_by_calibration,  ///< the weights determine what is tested: it is known, not estimated
  singular,              ///< the covariance of what is tested has no inverse: empty cells, few PSUs
  negative_total,        ///< negative weights make a group's size 0 or negative
};
/// "" for none, else the reason code that a table prints.
std::string_view to_text(NoTest reason);

/// The outcome of a test; NaN where it was not made, and `reason` says why.
struct HypothesisTest {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();

  TestMethod method = TestMethod::t;
  double statistic = missing;  ///< t, F or χ²
  double df1 = missing;        ///< of F's numerator, or of χ²; none for t
  double df2 = missing;        ///< of F's denominator, or of t; none for χ²
  double p_value = missing;    ///< two-sided for t
  NoTest reason = NoTest::none;
};

/// A statistic that is F with these degrees of freedom if the hypothesis is true.
HypothesisTest f_test(TestMethod method, double statistic, double df1, double df2);
/// One that is t.
HypothesisTest t_test(double statistic, double df);
HypothesisTest no_test(TestMethod method, NoTest reason);

}  // namespace trygg
