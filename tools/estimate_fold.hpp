#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fold/folded_survey.hpp"
#include "tools/options.hpp"

namespace trygg::tools {

class EstimationData;

/// What an estimation needs of its data, as it was asked for.
struct Needs {
  Ordered what;  ///< option and text, as typed
  std::vector<std::string> by, where, contrasts;
  std::vector<std::string> design;    ///< columns
  std::optional<std::string> weight;  ///< the one among them that the design begins with
  /// Why weights that differ from person to person must be kept one by one; empty: no reason.
  std::string each_weight;
};

/// How the data can be folded for that.
/// \throws NotFolded    they cannot: something needs every record; says what
/// \throws ConfigError  a column that is not there, a text with no or several readings
FoldPlan plan_fold(const Needs& needs, const EstimationData& data);

}  // namespace trygg::tools
