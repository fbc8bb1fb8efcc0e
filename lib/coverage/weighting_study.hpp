#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/ranks.hpp"
#include "coverage/estimate_sample.hpp"
#include "coverage/population.hpp"
#include "coverage/summary.hpp"

namespace trygg {

/// One way of weighing all who were sampled.
struct WeighingArm {
  std::string name;  ///< "base weights", "and then: calibrate, raking, 2 margins"
  WeighSample weigh;
};

struct WeightingOptions {
  std::uint32_t samples = 1000;  ///< under each kind of response
  std::uint64_t seed = 0;
  double level = 0.95;
  SexPair pair;
  unsigned threads = 0;              ///< 0: those of the machine
  const Ranks* ranks = &one_rank();  ///< that draw the samples together
  std::function<void(Response, std::uint32_t done, std::uint32_t of)> told;  ///< may be empty
};

/// What one arm gave under one kind of response, over all samples.
struct ArmResult {
  std::string name;
  std::uint32_t failed = 0;  ///< samples that could not be weighed
  std::string failure;       ///< why, of the first
  std::vector<StudyCell> cells;
  std::vector<CellTally> by_cell;
  /// By division (whole, areas) and sexes together or apart.
  std::vector<GroupSummary> groups;
};

struct WeightingResponse {
  Response response = Response::repairable;
  double respondents = 0;  ///< mean over the samples
  std::vector<ArmResult> arms;
};

struct WeightingStudy {
  WeightingOptions options;
  std::string wave;
  std::size_t population = 0, sampled = 0;
  std::vector<std::string> indicators;
  std::vector<Region> regions;
  std::vector<WeightingResponse> responses;  ///< repairable, then modelled
};

/// Draws samples from a fixed population, those who do not answer kept in them, weighs each by
/// every arm, and compares every indicator's estimate, standard error and interval for the whole,
/// the areas and the sexes with the true value. All arms see the same samples, so that they differ
/// by the weighting alone.
///
/// Sample s draws from streams of (seed, s) and is added up after sample s − 1: the number of
/// threads and of ranks changes no digit.
/// \throws ArgumentError  fewer than 2 samples, no arm, or a model without outcomes
/// \throws InputError     an arm could not weigh more than one sample in ten (says why)
WeightingStudy run_weighting_study(const StudyPopulation& population,
                                   const std::vector<WeighingArm>& arms,
                                   const WeightingOptions& options);

}  // namespace trygg
