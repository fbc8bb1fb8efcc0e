#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace trygg {

struct SynthOptions {
  std::optional<std::uint64_t> seed;  ///< in place of the settings'
  unsigned threads = 0;               ///< 0: those of the machine
};

/// What was made, for a person to read.
struct SynthSummary {
  struct Wave {
    std::string name;
    std::uint64_t population = 0, sampled = 0, answered = 0;
  };
  std::vector<Wave> waves;
  std::vector<std::filesystem::path> files;
};

/// Makes the data files of a synthetic survey from its settings (synth.toml):
///
///     wave      those who answered, one row each; 0600 as if they were real
///     frame     `<stratum>,total`                 population by stratum
///     area_sex  `<area>,<sex>,total`              margins, in the era of the wave
///     age_sex   `<age group>,<sex>,total`
///     counts    `<area>,urval,svar`               sampled and answered
///     truth     `wave,era,indicator,statistic,area_level,area,sex,true_value,population`
///     note      the settings' text, which says that the data are made up
///
/// The true values are of the whole population, whether sampled or not, by the same function that
/// measures the survey. Rows: the whole, every area of every era, every smallest area; each for all
/// and by sex. `era` is empty where the area does not depend on it. Same seed, same bytes, whatever
/// the number of threads.
/// \throws ConfigError, InputError  as read_synth and prepare_round
SynthSummary synthesize(const std::filesystem::path& settings, const SynthOptions& options = {});

}  // namespace trygg
