#pragma once

#include <string>
#include <vector>

#include "design/spec.hpp"
#include "ranking/standing.hpp"
#include "tools/estimate_asked.hpp"
#include "tools/weight_remarks.hpp"

namespace trygg::tools {

class EstimationData;

/// The command line of `trygg rank` as it was typed.
struct RankTyped {
  EstimateTyped estimate;
  std::string over;  ///< the variable whose groups are placed
  RankOptions options;
};

/// Where groups stand, in every cell that was asked for.
struct Ranked {
  std::vector<std::string> variables;  ///< of all classifications, in order of first mention
  std::string over;
  /// By WHAT, then by cell: `groups` of the level's row hold the codes of `variables` (empty: all),
  /// `area` that of the group.
  std::vector<AreaStanding> rows;
  std::vector<std::string> area_labels;  ///< of each row
  DesignSpec spec;
  WeightCounts counts;
  std::string source;
};

/// From cells where that can be done, else from records.
/// \throws ConfigError  `over` is no column, or among the variables of --by
Ranked rank_groups(const RankTyped& typed, EstimationData& data);

}  // namespace trygg::tools
