#include "hypothesis/hypothesis_test.hpp"

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "dist/tails.hpp"

namespace trygg {

std::string_view to_text(TestMethod method) {
  switch (method) {
    case TestMethod::t:
      return "t";
    case TestMethod::rao_scott_second:
      return "rao_scott";
    case TestMethod::rao_scott_first:
      return "rao_scott_first";
    case TestMethod::rao_scott_chi2:
      return "rao_scott_chi2";
    case TestMethod::wald:
      return "wald";
    case TestMethod::adjusted_wald:
      return "adjusted_wald";
  }
  throw ArgumentError("unknown test");
}

std::string_view to_text(NoTest reason) {
  switch (reason) {
    case NoTest::none:
      return "";
    case NoTest::empty_domain:
      return "empty_domain";
    case NoTest::too_many_cells:
      return "too_many_cells";
    case NoTest::one_level:
      return "one_level";
    case NoTest::df_zero:
      return "df_zero";
    case NoTest::no_variance:
      return "no_variance";
    case NoTest::fixed_by_calibration:
      return "fixed_by_calibration";
    case NoTest::singular:
      return "singular";
    case NoTest::negative_total:
      return "negative_total";
  }
  throw ArgumentError("unknown reason");
}

HypothesisTest f_test(TestMethod method, double statistic, double df1, double df2) {
  return {.method = method,
          .statistic = statistic,
          .df1 = df1,
          .df2 = df2,
          .p_value = f_upper(statistic, df1, df2)};
}

HypothesisTest t_test(double statistic, double df) {
  return {.method = TestMethod::t,
          .statistic = statistic,
          .df2 = df,
          .p_value = t_two_sided(statistic, df)};
}

HypothesisTest no_test(TestMethod method, NoTest reason) {
  return {.method = method, .reason = reason};
}

}  // namespace trygg
