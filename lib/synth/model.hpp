#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "area/areas.hpp"
#include "indicator/indicator.hpp"
#include "synth/allocate.hpp"

namespace trygg {

/// Everything that a synthetic survey is made from: synth.toml and the files that it names.
///
/// Unsafety is a latent number, larger is less safe. Person i of stratum h, sex s and age group g:
///
///     a_i = area(h, wave) + sex.effect[g] + Σ traits' effects,
///     latent of question q = slope_q a_i + loading_q u_i + sqrt(1 − loading_q²) ε_iq,
///
/// with u_i and ε_iq standard normal. The answer is the code between whose thresholds the latent
/// falls; thresholds are solved, by wave, question and sex, so that the population's distribution
/// is the one that the file of answers asks for.
struct SynthModel {
  struct Names {  ///< columns of the wave files
    std::string id, stratum, area, sex, age, age_group, mode, marker;
  };
  struct Files {  ///< paths with {wave} in the place of the wave's name
    std::string wave, frame, area_sex, age_sex, counts, truth, note;
  };
  struct Wave {
    std::string name, era;
    double growth = 1;            ///< population against the file of strata
    double response_rate = 1;     ///< expected share of the sampled who answer, of strata that do
    double strata_answering = 1;  ///< share of strata in which anybody answers, before `response`
    double web = 0;               ///< log odds of the first mode, added to the age group's
    AllocationRule sample;
  };
  struct Sex {
    std::string code;
    std::vector<double> share;   ///< of each age group
    std::vector<double> effect;  ///< on unsafety, by age group
    double response = 0;         ///< log odds of answering
  };
  struct AgeGroup {
    std::string code;
    std::uint32_t from = 0, to = 0;  ///< years, inclusive
    double response = 0;             ///< log odds of answering
    double web = 0.5;                ///< share who answer by the first mode
  };
  /// A trait with two codes; the share with the second one is a column of the file of strata.
  struct Trait {
    std::string name;
    std::vector<std::string> codes;
    double effect = 0;         ///< of the second code on unsafety
    double response = 0;       ///< of the second code, log odds of answering
    bool in_register = false;  ///< known of everybody, not of those alone who answer
  };
  struct Stratum {
    std::string code;
    double population = 0;
    std::size_t profile = 0;
    double effect = 0;    ///< on unsafety
    double response = 0;  ///< log odds of answering: of its persons, and of the stratum as a whole
    std::vector<double> trait_share;
    std::vector<double> area_effect;  ///< by wave
  };
  struct MissingCode {
    std::string code;
    double share = 0;
  };
  struct Question {
    std::string name;
    std::vector<std::string> codes;  ///< from the safest to the least safe
    double slope = 1, loading = 0.7;
    std::string apart;                ///< a code outside that order; empty: none
    std::vector<double> apart_share;  ///< by age group
    std::vector<MissingCode> missing;
    /// target[wave][sex][j]: share of persons at codes[j+1] or beyond.
    std::vector<std::vector<std::vector<double>>> target;
  };
  /// Answering depends on the answer itself, so that weighting cannot remove all bias.
  struct Selection {
    std::size_t question = 0;
    std::vector<std::size_t> answers;  ///< places in the question's codes
    double effect = 0;                 ///< log odds of answering
  };

  /// A file of all who were sampled, those who did not answer with what the register knows.
  struct Sampled {
    std::string file;     ///< with {wave} in the place of the wave's name
    std::string outcome;  ///< column: the code `answered`, or one of the reasons
    std::string answered;
    std::vector<MissingCode> reasons;  ///< of not answering, with their shares
    std::string stratum_reason;        ///< where the whole stratum does not answer
  };

  std::uint64_t seed = 0;
  double stratum_sd = 0;  ///< of the effect that the seed draws for every stratum
  std::filesystem::path folder;
  std::string note;
  Names names;
  Files files;
  std::vector<std::string> mode_codes;
  std::vector<Wave> waves;
  std::vector<Sex> sexes;
  std::vector<AgeGroup> age_groups;
  std::vector<std::vector<double>> profiles;  ///< shares of the age groups
  std::vector<Trait> traits;
  std::vector<Stratum> strata;
  std::vector<Question> questions;
  std::vector<Selection> selection;  ///< none or one
  std::optional<Sampled> sampled;
  AreaSystem areas;
  std::vector<Indicator> indicators;

  /// Code of the area that stratum `h` belongs to in an era.
  const std::string& area_of(std::size_t h, const std::string& era) const;
};

/// Reads and checks synth.toml, the areas, the indicators, and three CSV files:
///
///     strata        <stratum>,befolkning,profil,effekt,svar,<traits…>
///     area_effects  <area>,<wave>,…            areas of `area_effects_era`; may be left out
///     answers       fraga,kod,<sex>,<wave>,…   per cent of all persons of that sex; the safest
///     code
///                                              is what the others leave
/// \throws ConfigError  an unknown key, a name or code that is not there
/// \throws InputError   a CSV that does not hold what it must
SynthModel read_synth(const std::filesystem::path& path);

}  // namespace trygg
