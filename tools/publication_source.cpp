#include "tools/publication_source.hpp"

#include "geo/area_shapes.hpp"
#include "goal/count_goal.hpp"
#include "project/headline.hpp"
#include "project/project.hpp"

namespace trygg::tools {

PublishedFigures read_published(const ReleasedFiles& files, const Project& project) {
  PublishedFigures figures;
  figures.release = read_release(files.release);
  if (!files.goal_release.empty()) {
    figures.goal_rows = read_released_goal(files.goal_release);
    figures.goal = read_goal(project.goal);
  }
  if (!files.standings.empty()) figures.standings = read_release(files.standings).rows;
  if (!files.wordings.empty()) figures.wordings = read_released_wordings(files.wordings);
  figures.areas = read_areas(project.areas, project.crosswalk);
  const auto& publication = project.publication;
  if (publication.map)
    figures.shapes = area_shapes(in_plane(read_layer(*publication.map)), publication.map_name,
                                 figures.areas, publication.era, project.main_level);
  return figures;
}

LanguageEdition::LanguageEdition(const Project& project, const PublishedFigures& figures,
                                 const std::string& manifest, reports::Language language)
    : project_(project), figures_(figures), texts_(texts_of(project, manifest, language)) {
  input_.emplace(input_of(texts_, language));
  if (language == reports::Language::en || !project.other.contains("en")) return;
  english_texts_ = texts_of(project, manifest, reports::Language::en);
  english_.emplace(input_of(*english_texts_, reports::Language::en));
  input_->english = &*english_;
}

reports::PublicationInput LanguageEdition::input_of(const LanguageTexts& texts,
                                                    reports::Language language) const {
  return {figures_.release,
          figures_.goal_rows,
          figures_.goal,
          texts.texts,
          headline(project_, texts.indicators),
          figures_.areas,
          project_.folder,
          figures_from_elsewhere(project_, texts.indicators, language),
          texts.indicators,
          figures_.standings,
          figures_.wordings,
          figures_.goal ? count_goals(*figures_.goal) : std::vector<CountRow>(),
          second_indicator(project_),
          nullptr,
          figures_.shapes};
}

}  // namespace trygg::tools
