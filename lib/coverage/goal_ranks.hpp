#pragma once

#include <cstdint>

#include "coverage/goal_rounds.hpp"
#include "coverage/rate.hpp"

namespace trygg {

/// The confidence sets of the areas' places at the baseline, in one sample.
struct RankDraw {
  bool is_given = false;
  bool all_hold = false;            ///< every area's true place is in its set for a list
  double own_hold = 0, areas = 0;   ///< of the sets for one area, those that hold
  double width = 0, own_width = 0;  ///< places in a set, summed over the areas
};
/// \param seed  of the draws that the sets' quantiles are made of
RankDraw draw_ranks(const RoundEstimates& baseline, const GoalDomains& domains,
                    const ScenarioAnswers& answers, double level, std::uint64_t seed);

struct RankTally {
  Rate all_hold, own_hold;
  double width = 0, own_width = 0, areas = 0;

  void add(const RankDraw& draw);
};

}  // namespace trygg
