#include "tools/data_input.hpp"

#include <optional>
#include <utility>

#include "base/resources.hpp"
#include "io/codebook_file.hpp"
#include "project/project.hpp"
#include "tools/project_texts.hpp"

namespace trygg::tools {
namespace {

/// Names in English beside those of a project in another language, where it has both.
std::optional<reports::EnglishNames> english_of(const Project& project,
                                                const std::string& manifest) {
  if (!project.other.contains("en")) return {};
  auto [texts, indicators] = texts_of(project, manifest, reports::Language::en);
  return reports::EnglishNames{std::move(texts), std::move(indicators)};
}

}  // namespace

reports::DataInput data_input(const Project& project, const Release& release,
                              const reports::ProjectTexts& texts, const AreaSystem& areas) {
  const auto words = find_resource("reports/templates/data.toml", project.folder);
  return {release,
          texts,
          areas,
          read_indicators(project.indicators),
          read_codebook(project.codebook),
          reports::DataTexts::read(words, project.folder),
          project.publication.date,
          project.publisher,
          english_of(project, texts.manifest)};
}

}  // namespace trygg::tools
