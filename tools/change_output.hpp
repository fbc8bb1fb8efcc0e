#pragma once

#include <array>
#include <string>

#include "change/compare.hpp"
#include "tools/output.hpp"

namespace trygg::tools {

/// The columns `indicator,statistic,<by variables…>,estimate1,estimate2,difference,se,lower,upper,
/// df,t,p_value,p_adjusted,correlation,note`, alike in all languages.
OutputTable to_output(const Compared& compared);

/// How a comparison is told on a terminal.
struct ChangeTelling {
  std::array<std::string, 2> names;  ///< of the rounds
  ChangeScale scale = ChangeScale::difference;
  double level = 0.95;
  std::string lang = "sv";
  bool labels = false;  ///< of groups, in place of codes
};

/// The same for a person: the verdict first, then who, both levels, the change and its interval,
/// rounded; shares in per cent, their differences in percentage points. A change is told as one
/// where its adjusted p-value is below 1 − level.
OutputTable to_told(const Compared& compared, const ChangeTelling& how);

}  // namespace trygg::tools
