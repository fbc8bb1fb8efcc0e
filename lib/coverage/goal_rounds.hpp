#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "coverage/population.hpp"
#include "coverage/response.hpp"
#include "coverage/scenario_answers.hpp"
#include "design/spec.hpp"
#include "estimate/result.hpp"
#include "table/table.hpp"

namespace trygg {

/// Weighs the respondents of a sample: adds the weights to the table, and declares the design.
using DeclareWeights = std::function<DesignSpec(Table&)>;

/// The estimates of one independent round: by scenario, by domain, and the gaps between women and
/// men by region. Rounds until the baseline have one scenario, since all are alike.
struct RoundEstimates {
  std::vector<std::vector<Result>> levels, gaps;
  /// By domain, on the course whose rounds scatter; from the baseline on.
  std::vector<Result> scattered;
  /// Of the areas' shares for all, area × area, row by row; of the baseline only.
  std::vector<double> area_covariance;

  const std::vector<Result>& level(std::size_t scenario) const {
    return levels[levels.size() == 1 ? 0 : scenario];
  }
  const std::vector<Result>& gap(std::size_t scenario) const {
    return gaps[gaps.size() == 1 ? 0 : scenario];
  }
};

/// How large the scattering course's share is in a year of a sample, against the halving's.
double scatter_of(std::uint64_t seed, std::uint32_t sample, std::size_t year);

/// One sample: all rounds, each drawn, weighed and estimated as the survey is, from cells, without
/// finite population corrections.
struct GoalSample {
  std::vector<RoundEstimates> rounds;       ///< by year
  std::vector<double> scattered_projected;  ///< true shares in the projection's year, by domain
  const RoundEstimates& operator[](std::size_t year) const { return rounds[year]; }
  std::size_t size() const { return rounds.size(); }
};

/// What samples are drawn from.
struct GoalStudyInputs {
  const StudyPopulation& population;
  const ResponseModel& response;
  const GoalDomains& domains;
  const ScenarioAnswers& answers;
  const DeclareWeights& weigh;
  std::uint64_t seed = 0;
  double level = 0.95;
};

/// Sample number `sample`: its rounds draw from streams of their own, so that a sample depends on
/// no other and on no thread. One draw of persons serves all scenarios, which differ in their
/// answers.
GoalSample draw_goal_sample(const GoalStudyInputs& in, std::uint32_t sample);

}  // namespace trygg
