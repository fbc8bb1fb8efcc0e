#pragma once

#include <string>

#include "tools/output.hpp"

namespace trygg::tools {

struct Tested;

/// The columns `test,of,<by variables…>,contrast,method,n,estimate,se,lower,upper,statistic,df1,
/// df2,p_value,p_adjusted,pearson,design_effect,note`.
OutputTable to_output(const Tested& tested);

struct TestTelling {
  double level = 0.95;  ///< a test shows something where the adjusted p is below 1 − level
  std::string lang = "sv";
};

/// The same for a person: first what the test shows, then its statistic and p, rounded.
OutputTable to_told(const Tested& tested, const TestTelling& how);

}  // namespace trygg::tools
