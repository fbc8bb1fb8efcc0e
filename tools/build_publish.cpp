#include "tools/build_publish.hpp"

#include <optional>
#include <set>

#include "area/areas.hpp"
#include "base/file.hpp"
#include "project/headline.hpp"
#include "project/manifest.hpp"
#include "project/project.hpp"
#include "release/external_figure.hpp"
#include "reports/data/external_csv.hpp"
#include "reports/data/tidy.hpp"
#include "reports/gender/gender_analysis.hpp"
#include "tools/build_files.hpp"
#include "tools/build_goal.hpp"
#include "tools/project_texts.hpp"
#include "tools/version.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

bool is_made(const fs::path& relative) {
  const auto first = *relative.begin();
  return first == "work" || first == "out" || relative.filename().string().starts_with(".");
}

/// Everything in the project's folder that was not made by a build, and what lies elsewhere.
Manifest manifest_of(const Project& project) {
  std::set<fs::path> inputs;
  for (const auto& entry : fs::recursive_directory_iterator(project.folder))
    if (entry.is_regular_file() && !is_made(fs::relative(entry.path(), project.folder)))
      inputs.insert(entry.path().lexically_normal());
  for (const auto& wave : project.waves) {
    for (const auto& file : {wave.data, wave.recipe, wave.codebook, wave.indicators})
      inputs.insert(file.lexically_normal());
  }
  Manifest manifest(project.folder, version_text());
  for (const auto& file : inputs) manifest.input(file);
  return manifest;
}

/// What is published of areas is the main level in the division of the publication. Figures of the
/// smallest areas, of other eras and of levels above stay in work/: beside those that are published
/// they would let others work out what was withheld (Älvsjö is Hägersten-Älvsjö less
/// Hägersten-Liljeholmen), until the release suppresses such cells, too.
template <class Row>
std::vector<Row> of_publication(std::vector<Row> rows, const Project& project) {
  std::erase_if(rows, [&](const Row& row) {
    return !row.area_level.empty() &&
           (row.area_level != project.main_level || row.era != project.publication.era);
  });
  return rows;
}

}  // namespace

void publish(const Project& project, const BuildFiles& files) {
  auto manifest = manifest_of(project);
  auto released = read_release(files.release);
  released.rows = of_publication(std::move(released.rows), project);
  const auto goal_rows = of_publication(read_released_goal(files.goal_release), project);
  const std::optional<Goal> goal = read_goal(project.goal);
  const auto texts = project_texts(project, manifest.number());
  const auto indicators = read_indicators(project.indicators);
  const auto areas = read_areas(project.areas, project.crosswalk);
  const auto elsewhere = figures_from_elsewhere(project, indicators);
  const auto page =
      reports::gender_analysis({released, goal_rows, goal, texts, headline(project, indicators),
                                areas, project.folder, elsewhere, indicators});
  write_file(files.analysis, page, Access::published);
  write_file(files.figures, reports::tidy_csv(released, areas, texts), Access::published);
  write_file(files.goal_figures, reports::tidy_csv(goal_rows, areas, texts), Access::published);
  for (const auto& file : {files.analysis, files.figures, files.goal_figures})
    manifest.output(file);
  if (project.comparison) {
    write_file(files.elsewhere, reports::external_csv(elsewhere, released, indicators, texts),
               Access::published);
    manifest.output(files.elsewhere);
  }
  publish_goal(project, files, manifest);
  write_file(files.manifest, manifest.to_json(project.origin), Access::published);
}

}  // namespace trygg::tools
