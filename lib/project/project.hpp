#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// Whether the figures are about real people; if not, every output says so.
enum class Origin { real, synthetic };

/// One round of the survey.
struct Wave {
  std::string name;  ///< its year as text, "2023"
  double year = 0;
  std::filesystem::path data;
  std::filesystem::path recipe;
  std::string era;                                ///< the division into areas in force at the round
  std::optional<std::filesystem::path> response;  ///< sampled and answered by area (CSV)
};

/// Names of columns that have a role in the analysis.
struct ProjectVariables {
  std::string id;
  std::string sex;
  std::string women, men;     ///< codes of `sex`
  std::string smallest_area;  ///< code of the smallest area of the area system
};

/// What is published, and against which round.
struct Publication {
  std::string wave;
  std::string era;                  ///< areas in the publication
  std::string compare_with;         ///< earlier wave
  std::string indicator;            ///< the headline
  std::vector<std::string> groups;  ///< variables by which the city is also divided
};

/// A survey as data: trygg.toml and the files that it names. Another city is another folder.
struct Project {
  std::filesystem::path folder;
  std::string name, survey, place, language, population_text;
  Origin origin = Origin::real;
  std::filesystem::path codebook, indicators, areas, crosswalk, goal, release;
  std::optional<std::filesystem::path> generator;  ///< synth.toml
  ProjectVariables variables;
  std::string main_level, smallest_level;  ///< names of area levels
  std::vector<Wave> waves;                 ///< in the order of time
  Publication publication;

  const Wave& wave(std::string_view name) const;
};

/// Reads DIR/trygg.toml.
/// \throws ConfigError  not there (names `trygg init`), unknown keys, waves not in order of time, a
///                      publication wave that is no wave
Project read_project(const std::filesystem::path& folder);

}  // namespace trygg
