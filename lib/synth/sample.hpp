#pragma once

#include <string>
#include <vector>

#include "synth/population.hpp"

namespace trygg {

/// The true value of an indicator in a group of persons, as sums that can be added.
struct Truth {
  double sum = 0;
  double valid = 0;  ///< persons in the denominator
};

/// What one stratum of one wave gives.
struct SynthStratumResult {
  std::string rows;     ///< CSV lines of those who answered
  std::string sampled;  ///< CSV lines of all who were sampled, where the model asks for them
  std::uint32_t answered = 0;
  /// truth[indicator][sex]
  std::vector<std::vector<Truth>> truth;
  /// persons[sex][age group]
  std::vector<std::vector<std::uint32_t>> persons;
};

/// The header of a wave file: `<id>,<stratum>,<area>,<sex>,<age>,<age group>,<traits…>,<mode>,
/// <questions…>,<marker>`.
std::vector<std::string> wave_header(const SynthModel& model);

/// Draws the persons of stratum `h`, a simple random sample without replacement of them, who of the
/// sample answers, and what they leave out.
/// \param first_number  persons sampled in the strata before: ids go on from there
/// \throws ConfigError  an indicator with a variable or code that the model does not make
SynthStratumResult draw_stratum(const SynthRound& round, std::size_t h, std::uint32_t first_number);

}  // namespace trygg
