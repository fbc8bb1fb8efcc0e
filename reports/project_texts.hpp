#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "project/words.hpp"
#include "reports/number_text.hpp"

namespace trygg::reports {

/// Whether the answers are made up; if so, every page, table and picture says it.
enum class Synthetic { no, yes };

/// A code of a variable and how it is written: "16-29", "16–29 år".
struct Category {
  std::string code, label;
};

/// A grouping variable of the release, such as age.
struct GroupTexts {
  std::string variable;                         ///< name of the column in the release: "alder"
  std::string heading;                          ///< "Ålder"
  std::string one = "grupp", many = "grupper";  ///< "åldersgrupp", "åldersgrupper"
  std::string article = "en";                   ///< Swedish: before `one`
  std::vector<Category> categories;             ///< in the order to be shown
};

/// An area as a round's sample was drawn in it.
struct AreaResponse {
  std::string name;
  std::size_t sampled, answered;  ///< persons
};

/// A round of the survey.
struct RoundTexts {
  std::string wave;                              ///< as in the release: "2023"
  double year = 0;                               ///< its place on a time axis
  std::optional<std::size_t> sampled, answered;  ///< persons
  std::string ages;                              ///< who was asked; empty: as in the others
  std::vector<AreaResponse> areas = {};          ///< A–Ö; empty: not known by area
};

/// What a publication must know of the project that made the figures: names, codes and texts. No
/// figure of the survey is in here.
struct ProjectTexts {
  Language language = Language::sv;
  Synthetic synthetic = Synthetic::no;
  std::string survey;                 ///< "Trygghetsmätningen"
  std::string place;                  ///< "Stockholms stad"
  std::string whole = "hela staden";  ///< the place as a whole, after "i"
  std::string ages;                   ///< "16–79 år"
  std::string population;        ///< "personer 16–79 år som är folkbokförda i Stockholms stad"
  std::string fieldwork;         ///< "våren 2023", completes "… svarade"
  std::string publication_wave;  ///< the round that the page is about
  std::string comparison_wave;   ///< the round that it is compared with; empty: none
  std::string comparable_since;  ///< the first round with the same question; empty: all
  /// The same by indicator, for publications of all of them.
  std::map<std::string, std::string> comparable_since_of;
  std::vector<RoundTexts> rounds;  ///< in the order of time
  std::string era;         ///< the division into areas of the publication; empty: the only one
  std::string area_level;  ///< "stadsdelsomrade"
  std::string area_one = "område", area_many = "områden", area_the_many = "områdena";
  std::string area_article = "ett";                            ///< Swedish: before `area_one`
  std::string wave_variable = "omgang", sex_variable = "kon";  ///< as contrasts name them
  std::string women_code = "2", men_code = "1";
  std::vector<GroupTexts> groups;
  std::vector<std::string> planning_questions;  ///< for the box of questions; empty: no box
  QualityTexts quality;                         ///< what the project says of its figures
  std::string manifest;                         ///< number of the calculation
  std::string version = "1";                    ///< of the publication
};

}  // namespace trygg::reports
