#include "tools/build_publish.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/staged_folder.hpp"
#include "project/manifest.hpp"
#include "project/project.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/exports.hpp"
#include "reports/data/external_csv.hpp"
#include "reports/data/tidy.hpp"
#include "reports/pdf/pdf.hpp"
#include "reports/publication/kinds.hpp"
#include "steps/step.hpp"
#include "tools/build_editions.hpp"
#include "tools/build_files.hpp"
#include "tools/build_goal.hpp"
#include "tools/build_index.hpp"
#include "tools/build_inputs.hpp"
#include "tools/data_input.hpp"
#include "tools/publication_source.hpp"
#include "tools/version.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

/// Everything in the project's folder that was not made by a build, and what lies elsewhere.
Manifest manifest_of(const Project& project, FileHashes& hashes) {
  Manifest manifest(project.folder, version_text(), hashes);
  for (const auto& file : inputs_of_project(project)) manifest.input(file);
  return manifest;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder));
  std::ranges::sort(files);
  return files;
}

/// What a build left in the folder, by its manifest; one that cannot be read lists itself alone.
std::set<std::string> files_of(const fs::path& manifest) {
  std::set<std::string> files{manifest.filename().string(), others_manifest};
  try {
    const auto text = read_manifest(manifest);
    for (const auto* list : {&text.outputs, &text.others})
      for (const auto& [file, hash] : *list) files.insert(file);
  } catch (const InputError&) {
  }
  return files;
}

/// Figures as tables and in the formats of other programs.
void write_data(const Project& project, const BuildFiles& files, const PublishedFigures& figures,
                const LanguageEdition& own) {
  const auto& [texts, indicators] = own.texts();
  write_file(files.figures, reports::tidy_csv(figures.release, figures.areas, texts),
             Access::published);
  write_file(files.goal_figures, reports::tidy_csv(figures.goal_rows, figures.areas, texts),
             Access::published);
  if (project.comparison)
    write_file(files.elsewhere,
               reports::external_csv(own.input().elsewhere, figures.release, indicators, texts),
               Access::published);
  publish_goal(project, files);
  for (const auto& file :
       reports::data_files(data_input(project, figures.release, texts, figures.areas)))
    write_file(files.out / "data" / file.path, file.bytes, Access::published);
}

/// The project's own language lies in out/ itself, every other in a folder of its name.
void make(const Project& project, const BuildFiles& files, const Manifest& manifest,
          const PublishOptions& options, const reports::PdfTools* pdf) {
  const auto figures = read_published({.release = files.release,
                                       .goal_release = files.goal_release,
                                       .standings = files.standings_release,
                                       .wordings = GoalFiles(files).released_wordings},
                                      project);
  const auto edition = [&](const std::string& language) {
    return LanguageEdition(project, figures, manifest.number(), publication_language(language));
  };
  write_data(project, files, figures, edition(project.language));
  const auto data = files_in(files.out);
  for (const auto& language : project.publication.languages) {
    const auto made = edition(language);
    const auto& texts = made.texts().texts;
    const auto house = reports::read_house(project.folder, texts.language);
    const auto folder = language == project.language ? files.out : files.out / language;
    const auto publications =
        write_editions(made.input(), house, {folder, files.work, pdf, options.threads});
    write_index({.folder = folder,
                 .publications = publications,
                 .data = data,
                 .data_folder = language == project.language ? "" : ".."},
                texts, house);
  }
}

/// What people have laid beside the publication goes with it: a link, so that both have it until
/// the old folder is gone.
void keep_others_files(const fs::path& place, const fs::path& next) {
  const auto manifest = place / "manifest.json";
  if (!fs::exists(manifest)) return;
  const auto ours = files_of(manifest);
  for (const auto& file : files_in(place)) {
    if (ours.contains(file.generic_string()) || fs::exists(next / file)) continue;
    fs::create_directories((next / file).parent_path());
    fs::create_hard_link(place / file, next / file);
  }
}

/// PDFs are listed by themselves: whether Node is there changes no byte of the manifest.
void write_manifests(const Project& project, const BuildFiles& files, Manifest& manifest) {
  std::vector<fs::path> pdfs;
  for (const auto& file : files_in(files.out)) {
    if (file.extension() == ".pdf")
      pdfs.push_back(files.out / file);
    else
      manifest.output(files.out / file, files.out);
  }
  write_file(files.manifest, manifest.to_json(project.origin), Access::published);
  if (!pdfs.empty())
    write_file(files.out / others_manifest, manifest.to_json_list(pdfs, files.out),
               Access::published);
}

}  // namespace

std::string settings_of_publication(const Project& project, PdfWanted wanted) {
  if (wanted == PdfWanted::no) return "no PDF wanted";
  const auto tools = reports::find_pdf_tools(project.folder);
  const auto* none = std::get_if<reports::NoPdf>(&tools);
  return none != nullptr ? none->message : "PDF";
}

std::vector<fs::path> publish(const Project& project, std::span<const Step> before,
                              const PublishOptions& options, FileHashes& hashes) {
  const auto out = BuildFiles(project).out;
  StagedFolder staged(out);
  const BuildFiles files(project, staged.path());
  auto manifest = manifest_of(project, hashes);
  for (const auto& step : before) manifest.step(step);
  const auto tools = reports::find_pdf_tools(project.folder);
  const bool wanted = options.pdf == PdfWanted::yes;
  const auto* pdf = wanted ? std::get_if<reports::PdfTools>(&tools) : nullptr;
  if (wanted && pdf == nullptr) options.note(std::get<reports::NoPdf>(tools).message);
  make(project, files, manifest, options, pdf);
  write_manifests(project, files, manifest);
  std::vector<fs::path> made;
  for (const auto& file : files_in(files.out)) made.push_back(out / file);
  keep_others_files(staged.place(), files.out);
  staged.put_in_place();
  return made;
}

}  // namespace trygg::tools
