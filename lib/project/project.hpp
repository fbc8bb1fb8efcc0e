#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/analysis.hpp"
#include "project/declared_breaks.hpp"
#include "project/eras.hpp"
#include "project/publisher.hpp"
#include "project/words.hpp"

namespace trygg {

/// Whether the figures are about real people; if not, every output says so.
enum class Origin { real, synthetic };

/// One round of the survey.
struct Wave {
  std::string name;  ///< its year as text, "2023"
  double year = 0;
  std::filesystem::path data;
  std::filesystem::path recipe;
  std::string day;  ///< a day of the fieldwork, "2020-04-15"; may be empty
  std::string era;  ///< the division into areas in force at the round
  std::filesystem::path codebook, indicators;  ///< the project's, where the round has none
  std::string population_text;                 ///< who is asked; the project's unless it says
  std::string population_text_en;              ///< the same in English, where it says
  std::vector<std::string> sample;             ///< which records are the sample: others are dropped
  std::vector<std::string> population;         ///< who is reported on: others stay in the design
  std::string mode;                            ///< how it was asked; may be empty
  std::optional<std::filesystem::path> response;  ///< sampled and answered by area (CSV)
};

/// Names of columns that have a role in the analysis.
struct ProjectVariables {
  std::string id;
  std::string sex;
  std::string women, men;     ///< codes of `sex`
  std::string smallest_area;  ///< code of the smallest area of the area system
  /// The round's own code of the main area, to be compared with the crosswalk; may be empty.
  std::string main_area;
};

/// What is published, and against which round.
struct Publication {
  std::string wave;
  std::string era;                           ///< areas in the publication
  std::string compare_with;                  ///< earlier wave; empty: none
  std::string indicator;                     ///< the headline
  std::vector<std::string> groups;           ///< variables by which the city is also divided
  std::vector<std::string> languages;        ///< "sv", "en"; the project's own first
  std::string date;                          ///< of the publication, "2023-11-15"; may be empty
  std::optional<std::filesystem::path> map;  ///< GeoJSON or GeoPackage of the areas
  std::string map_name;  ///< property of its shapes that names the area; may be empty
  /// Areas of these levels, in these eras, go out besides the whole; the main level and `era`
  /// unless told otherwise.
  std::vector<std::string> levels = {}, eras = {};
  /// Releases that are out: what was confidential there stays so.
  std::vector<std::filesystem::path> published_before = {};
};

/// The project's texts in one language.
struct Translation {
  ProjectWords words;
  QualityTexts quality;
};

/// A survey as data: trygg.toml and the files that it names. Another city is another folder.
struct Project {
  std::filesystem::path folder;
  std::string name, survey, place, language, population_text;
  Origin origin = Origin::real;
  std::filesystem::path codebook, indicators, areas, crosswalk, goal, release;
  std::optional<std::filesystem::path> comparison;  ///< figures from elsewhere (CSV)
  std::optional<std::filesystem::path> generator;   ///< synth.toml
  ProjectVariables variables;
  std::string main_level, smallest_level;  ///< names of area levels
  std::vector<std::string> other_levels;   ///< estimated, too
  /// `places_only`: the smallest areas say where persons are and have no figures of their own, such
  /// as schools, whose figures are nobody else's.
  enum class Smallest { estimated, places_only } smallest = Smallest::estimated;
  std::vector<Era> eras;                 ///< in the order of time; may be empty
  std::vector<std::string> report_eras;  ///< to estimate every round in; empty: all
  std::vector<Wave> waves;               ///< in the order of time
  std::vector<DeclaredBreak> breaks;
  std::vector<AcceptedDifference> accepted;
  Publication publication;
  Publisher publisher;
  Analysis analysis;
  ProjectWords words;  ///< in the project's own language
  QualityTexts quality;
  std::map<std::string, Translation> other;  ///< by language, those of the publication

  /// \throws ConfigError  the project has no texts in that language
  Translation texts_in(const std::string& wanted) const;
  const Wave& wave(std::string_view name) const;
  /// Women and men.
  GroupPair pair_of_sexes() const;
};

/// Reads DIR/trygg.toml.
/// \throws ConfigError  not there (names `trygg init`), unknown keys, waves not in order of time, a
///                      publication wave that is no wave, a wave whose day is not in its era
Project read_project(const std::filesystem::path& folder);

}  // namespace trygg
