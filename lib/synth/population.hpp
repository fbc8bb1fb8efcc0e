#pragma once

#include <cstdint>
#include <vector>

#include "synth/model.hpp"

namespace trygg {

/// What follows from the model for one wave, before any person is drawn.
struct SynthRound {
  const SynthModel* model = nullptr;
  std::size_t wave = 0;
  std::vector<std::uint32_t> population;  ///< by stratum
  std::vector<std::uint32_t> sampled;     ///< by stratum
  std::vector<double> stratum_effect;     ///< drawn, typed and of the area, summed
  /// threshold[question][sex][j]: between codes[j] and codes[j+1]
  std::vector<std::vector<std::vector<double>>> threshold;
  double intercept = 0;  ///< log odds of answering
};

/// Solves the thresholds so that the expected distribution of answers is the model's target, and
/// the intercept so that the expected response rate is the wave's. With u and ε normal, P(latent >
/// τ) = Φ(slope·a − τ) in a cell of persons alike, so both are sums over cells and need no draws.
/// \throws ConfigError  a target that cannot be reached beside the code that stands apart, or a
///                      sample that does not fit the population
SynthRound prepare_round(const SynthModel& model, std::size_t wave);

/// The persons of one stratum; every vector has one value a person.
struct SynthPersons {
  std::vector<std::uint8_t> sex, age_group, age;  ///< places in the model's lists; years
  std::vector<std::vector<std::uint8_t>> trait;   ///< 0 or 1
  std::vector<std::vector<std::uint8_t>> answer;  ///< place in codes; codes.size(): apart
  std::size_t size() const { return sex.size(); }
};

/// Draws the persons of stratum `h`: a function of seed, names of wave and stratum, and the
/// person's number only. Sexes and age groups are fixed counts; the rest is drawn.
SynthPersons draw_persons(const SynthRound& round, std::size_t h);

/// Log odds of answering for a person of these groups, the answer itself left out.
double response_log_odds(const SynthRound& round, std::size_t h, std::size_t sex, std::size_t age);

/// Probability that person `i` of stratum `h` answers when sampled: by group, by traits and by the
/// answer itself (SynthModel::Selection).
double answering_probability(const SynthRound& round, std::size_t h, const SynthPersons& persons,
                             std::size_t i);

/// Whether anybody in stratum `h` answers: drawn once for the stratum in the wave, with log odds
/// logit(strata_answering) + the stratum's `response`.
bool stratum_answers(const SynthRound& round, std::size_t h);

/// Names the random streams of a stratum in a wave.
std::uint64_t stream_key(const SynthRound& round, std::size_t h);

/// What a stream is for, Random's `substream`. Questions have 100, 101, …
enum class Purpose : std::uint32_t {
  traits,
  person,
  sample,
  response,
  mode,
  missing,
  reason,
  stratum
};
constexpr std::uint32_t question_purpose = 100;

}  // namespace trygg
