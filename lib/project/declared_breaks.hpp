#pragma once

#include <string>
#include <vector>

#include "indicator/comparability.hpp"

namespace trygg {

class Config;
struct Wave;

/// `[[break]]`: from a round on, indicators are not what they were, whatever the codebooks say.
struct DeclaredBreak {
  std::string wave;
  std::vector<std::string> indicators;  ///< empty: all
  std::string reason;
};

/// `[[comparable]]`: a difference that the codebooks show, but that does not matter.
struct AcceptedDifference {
  std::string wave;                     ///< the first round that differs
  std::vector<std::string> indicators;  ///< empty: all
  std::vector<BreakKind> kinds;         ///< empty: all
  std::string reason;
};

/// \throws ConfigError  a wave that there is not, the first wave (nothing is before it), no reason
std::vector<DeclaredBreak> read_declared_breaks(const Config& config,
                                                const std::vector<Wave>& waves);
std::vector<AcceptedDifference> read_accepted(const Config& config, const std::vector<Wave>& waves);

}  // namespace trygg
