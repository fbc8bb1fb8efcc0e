#pragma once

#include <string>

#include "tools/output.hpp"

namespace trygg::tools {

struct Ranked;

/// The columns `indicator,statistic,<by variables…>,<over>,n,estimate,lower,upper,whole,difference,
/// se,difference_lower,difference_upper,df,t,p_value,p_adjusted,side,placed,highest,lowest,
/// own_highest,own_lowest,note`, alike in all languages.
OutputTable to_output(const Ranked& ranked);

enum class GroupNames { codes, labels };

/// How it is told on a terminal.
struct RankTelling {
  double level = 0.95;
  std::string lang = "sv";
  GroupNames names = GroupNames::codes;
};

/// The same for a person: first whether a group is known to lie above or below the whole, then its
/// level with limits and the places that it may have, rounded; in the order of the data.
OutputTable to_told(const Ranked& ranked, const RankTelling& how);

}  // namespace trygg::tools
