#include "tools/build_publish.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/parallel.hpp"
#include "base/staged_folder.hpp"
#include "project/manifest.hpp"
#include "project/project.hpp"
#include "reports/data/external_csv.hpp"
#include "reports/data/tidy.hpp"
#include "reports/pdf/pdf.hpp"
#include "reports/publication/kinds.hpp"
#include "steps/step.hpp"
#include "tools/build_data.hpp"
#include "tools/build_editions.hpp"
#include "tools/build_files.hpp"
#include "tools/build_goal.hpp"
#include "tools/build_index.hpp"
#include "tools/build_inputs.hpp"
#include "tools/publication_source.hpp"
#include "tools/version.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

bool is_in(const fs::path& folder, const fs::path& file) {
  const auto way = fs::relative(file, folder);
  return !way.empty() && *way.begin() != "..";
}

/// What steps read of the project, texts of its own included.
Manifest manifest_of(const Project& project, FileHashes& hashes) {
  Manifest manifest(project.folder, version_text(), hashes);
  for (const auto& file : inputs_of_project(project)) manifest.input(file);
  for (const auto& file : inputs_of_texts(project))
    if (is_in(project.folder, file)) manifest.input(file);
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
/// \return  their paths in out/, in the order of their names
std::vector<fs::path> write_data(const Project& project, const BuildFiles& files,
                                 const PublishedFigures& figures, const LanguageEdition& own,
                                 unsigned threads) {
  const auto& [texts, indicators] = own.texts();
  auto made =
      write_data_files(project, figures.release, texts, figures.areas, files.out / "data", threads);
  const auto write = [&](const fs::path& file, const std::string& csv) {
    write_file(file, csv, Access::published);
    made.push_back(file);
  };
  write(files.figures, reports::tidy_csv(figures.release, figures.areas, texts));
  write(files.goal_figures, reports::tidy_csv(figures.goal_rows, figures.areas, texts));
  if (project.comparison)
    write(files.elsewhere,
          reports::external_csv(own.input().elsewhere, figures.release, indicators, texts));
  publish_goal(project, files);
  std::ranges::copy(GoalFiles(files).published(), std::back_inserter(made));
  for (auto& file : made) file = file.lexically_relative(files.out);
  std::ranges::sort(made);
  return made;
}

/// The publications of one language, and what its index will list of them.
struct WrittenLanguage {
  reports::ProjectTexts texts;
  reports::House house;
  IndexEntries index;
};

/// The project's own language lies in out/ itself, every other in a folder of its name.
WrittenLanguage write_language(const Project& project, const BuildFiles& files,
                               const LanguageEdition& edition, const PublishOptions& options,
                               const reports::PdfTools* pdf) {
  const auto& texts = edition.texts().texts;
  const auto house = reports::read_house(project.folder, texts.language);
  const auto language = std::string(to_text(texts.language));
  const bool own = language == project.language;
  const auto folder = own ? files.out : files.out / language;
  return {texts,
          house,
          {.folder = folder,
           .publications =
               write_editions(edition.input(), house, {folder, files.work, pdf, options.threads}),
           .data = {},
           .data_folder = own ? "" : ".."}};
}

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
  std::vector<fs::path> data;
  std::vector<WrittenLanguage> written;
  // The workbooks alone take as long as all pages: so both at a time, and the indexes after them.
  const std::vector<std::function<void()>> tasks{
      [&] {
        data = write_data(project, files, figures, edition(project.language), options.threads);
      },
      [&] {
        for (const auto& language : project.publication.languages)
          written.push_back(write_language(project, files, edition(language), options, pdf));
      }};
  parallel_for(tasks.size(), options.threads, [&](std::size_t i) { tasks[i](); });
  for (auto& [texts, house, index] : written) {
    index.data = data;
    write_index(index, texts, house);
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

/// PDFs, and the indexes that link to them, are listed by themselves: whether Node is there changes
/// no byte of the manifest.
void write_manifests(const Project& project, const BuildFiles& files, Manifest& manifest) {
  std::vector<fs::path> others;
  for (const auto& file : files_in(files.out)) {
    if (file.extension() == ".pdf" || file.filename() == "index.html")
      others.push_back(files.out / file);
    else
      manifest.output(files.out / file, files.out);
  }
  write_file(files.manifest, manifest.to_json(project.origin), Access::published);
  write_file(files.out / others_manifest, manifest.to_json_list(others, files.out),
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
