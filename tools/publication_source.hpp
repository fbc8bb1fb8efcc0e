#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "area/areas.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "goal/wording_release.hpp"
#include "release/release.hpp"
#include "reports/publication/input.hpp"
#include "tools/project_texts.hpp"

namespace trygg::tools {

/// The files of released figures; an empty path where there is none.
struct ReleasedFiles {
  std::filesystem::path release, goal_release, standings, wordings;
};

/// What publications are made of in every language.
struct PublishedFigures {
  Release release;
  std::vector<ReleasedGoalRow> goal_rows;
  std::optional<Goal> goal;  ///< none where there is no file of goal rows
  std::vector<ReleasedRow> standings;
  std::vector<ReleasedWordingRow> wordings;
  AreaSystem areas;
  std::vector<AreaShape> shapes;  ///< point into `areas`; empty without a map
};
/// \throws InputError, ConfigError  a file, or the project's goal or areas, cannot be read
PublishedFigures read_published(const ReleasedFiles& files, const Project& project);

/// The figures with the texts of one language, and with those of English beside them where the
/// project has both, for a summary.
class LanguageEdition {
 public:
  /// `project` and `figures` must live as long as this. \throws as texts_of
  LanguageEdition(const Project& project, const PublishedFigures& figures,
                  const std::string& manifest, reports::Language language);
  LanguageEdition(const LanguageEdition&) = delete;
  LanguageEdition& operator=(const LanguageEdition&) = delete;

  const reports::PublicationInput& input() const { return *input_; }
  const LanguageTexts& texts() const { return texts_; }

 private:
  reports::PublicationInput input_of(const LanguageTexts& texts, reports::Language language) const;

  const Project& project_;
  const PublishedFigures& figures_;
  LanguageTexts texts_;
  std::optional<LanguageTexts> english_texts_;
  std::optional<reports::PublicationInput> input_, english_;
};

}  // namespace trygg::tools
