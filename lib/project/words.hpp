#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"

namespace trygg {

/// How a grouping variable is spoken of.
struct GroupWords {
  std::string variable;
  std::string one, many;  ///< "åldersgrupp", "åldersgrupper"
  std::string article;    ///< Swedish: "en" or "ett" before `one`; empty: not given
};

/// Words of the publications, in one language, that belong to the survey, not to the program.
struct ProjectWords {
  std::string survey, place;  ///< "Trygghetsmätningen", "Stockholms stad"
  std::string ages;           ///< "16–79 år"
  std::string population;     ///< "personer 16–79 år som är folkbokförda i Stockholms stad"
  std::string whole;          ///< the place as a whole, after "i": "hela staden"
  std::string fieldwork;      ///< "våren 2023", completes "… svarade"
  std::string area_one, area_many, area_the_many;
  std::string area_article;  ///< Swedish: "en" or "ett"
  std::vector<GroupWords> groups;
  std::vector<std::string> planning_questions;
};

/// What the project says of the quality of its figures, paragraphs under the five headings of
/// Swedish official statistics. What is empty is left to what the program can tell by itself.
struct QualityTexts {
  std::vector<std::string> relevance, accuracy, timeliness, accessibility, comparability;
  std::string contact;  ///< whom to ask; may be empty
};

/// [words] of trygg.toml, where survey, place and population_text stand at the top.
ProjectWords read_words(const Config& project);
/// [words.LANGUAGE]: the same with `survey`, `place` and `population_text`.
/// \throws ConfigError  the table or one of its texts is missing, planning questions are not as
/// many
ProjectWords read_translated_words(const Config& project, const ProjectWords& original,
                                   const std::string& language);

/// [quality], or [quality.LANGUAGE]; empty where there is no such table.
QualityTexts read_quality(const Config& project);
/// \throws ConfigError  a heading has texts in one language only
QualityTexts read_translated_quality(const Config& project, const QualityTexts& original,
                                     const std::string& language);

}  // namespace trygg
