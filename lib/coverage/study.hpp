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

struct StudyOptions {
  std::uint32_t samples = 2000;  ///< under each kind of response
  std::uint64_t seed = 0;
  double level = 0.95;
  SexPair gap;
  unsigned threads = 0;              ///< 0: those of the machine
  const Ranks* ranks = &one_rank();  ///< that draw the samples together
  /// Is told how many samples of how many are done; may be empty.
  std::function<void(Response, std::uint32_t done, std::uint32_t of)> told;
};

/// What a study found under one kind of response.
struct StudyResponse {
  Response response = Response::full;
  double respondents = 0;    ///< mean over the samples
  std::size_t capped = 0;    ///< ResponseModel::capped
  std::uint32_t failed = 0;  ///< samples that could not be weighed or estimated
  std::string failure;       ///< why, of the first
  std::vector<StudyCell> cells;
  std::vector<CellTally> by_cell;
  std::vector<GroupSummary> groups;
};

struct Study {
  StudyOptions options;
  std::string wave;
  std::size_t population = 0, sampled = 0;
  std::vector<Region> regions;
  std::vector<StudyResponse> responses;  ///< as all_responses
};

/// Draws samples from a fixed population, weighs and estimates each as a survey would be, and
/// compares every interval with the true value, which is known.
///
/// Sample s draws from streams of (seed, s), and is added up after sample s − 1: the number of
/// threads and of ranks changes no digit.
/// \throws ArgumentError  fewer than 2 samples
/// \throws InputError     the first sample's weights do not sum to the population, or more than one
///                        sample in ten could not be weighed (says why)
Study run_study(const StudyPopulation& population, const WeighSample& weigh,
                const StudyOptions& options);

}  // namespace trygg
