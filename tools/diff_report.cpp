#include "tools/diff_report.hpp"

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "project/project.hpp"
#include "reports/document/html_document.hpp"
#include "reports/publication/kinds.hpp"
#include "tools/project_texts.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

fs::path project_folder(const DiffReport& options, const PublishedState& now) {
  if (!options.project.empty()) return options.project;
  const auto above = fs::absolute(now.source).lexically_normal() / "..";
  require<ConfigError>(fs::exists(above / "trygg.toml"),
                       "--report: there is no trygg.toml beside '{}'; give the project's folder "
                       "with --project",
                       now.source);
  return above.lexically_normal();
}

}  // namespace

void write_diff_report(const Revision& revision, const PublishedState& before,
                       const PublishedState& now, const DiffReport& options) {
  require<ConfigError>(before.manifest && now.manifest,
                       "--report: a file of released figures does not say what it was made of; "
                       "give two publications");
  const auto project = read_project(project_folder(options, now));
  const auto language = publication_language(options.language);
  const auto texts = texts_of(project, now.manifest->number, language);
  const auto areas = read_areas(project.areas, project.crosswalk);
  std::size_t published = 0;
  for (const auto& [file, table] : now.tables) published += table.size();
  const auto house = reports::read_house(project.folder, language);
  const auto document = reports::revision_document({.revision = revision,
                                                    .before = before.manifest->number,
                                                    .now = now.manifest->number,
                                                    .published = published,
                                                    .purpose = options.purpose,
                                                    .project = texts.texts,
                                                    .indicators = texts.indicators,
                                                    .areas = areas},
                                                   house.phrases);
  write_file(options.file, reports::to_html(document, texts.texts, house.phrases, house.css),
             Access::published);
}

}  // namespace trygg::tools
