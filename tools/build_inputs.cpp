#include "tools/build_inputs.hpp"

#include <algorithm>
#include <set>

#include "base/resources.hpp"
#include "config/named_files.hpp"
#include "project/project.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

using Files = std::vector<fs::path>;

/// Each once, in the order of their names.
Files sorted(const Files& files) {
  std::set<fs::path> once;
  for (const auto& file : files) once.insert(file.lexically_normal());
  return {once.begin(), once.end()};
}

void add(Files& to, const Files& files) {
  to.insert(to.end(), files.begin(), files.end());
}

void add_with_named(Files& to, const fs::path& toml) {
  if (!fs::exists(toml)) return;
  to.push_back(toml);
  if (toml.extension() == ".toml") add(to, named_files(toml));
}

Files files_below(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

}  // namespace

Files inputs_of_weights(const Wave& wave) {
  Files files{wave.data};
  add_with_named(files, wave.recipe);
  add_with_named(files, wave.codebook);
  return sorted(files);
}

Files inputs_of_estimates(const Project& project) {
  std::set<fs::path> others{project.goal.lexically_normal(), project.release.lexically_normal()};
  for (const auto& file : {project.comparison, project.generator})
    if (file) others.insert(file->lexically_normal());
  for (const auto& wave : project.waves) {
    others.insert(wave.data.lexically_normal());
    others.insert(wave.recipe.lexically_normal());
  }
  auto files = named_files(project.folder / "trygg.toml");
  for (const auto& wave : project.waves) {
    files.push_back(wave.codebook);
    add_with_named(files, wave.indicators);
  }
  std::erase_if(files, [&](const auto& file) { return others.contains(file.lexically_normal()); });
  return sorted(files);
}

Files inputs_of_goal(const Project& project) {
  Files files;
  add_with_named(files, project.goal);
  return sorted(files);
}

Files inputs_of_release(const Project& project) {
  auto files = inputs_of_estimates(project);
  add_with_named(files, project.release);
  add_with_named(files, project.goal);
  return sorted(files);
}

Files inputs_of_synth(const Project& project) {
  Files files;
  if (project.generator) add_with_named(files, *project.generator);
  // What it makes is named in its settings, too.
  const auto data = [&](const fs::path& file) {
    return std::ranges::any_of(project.waves, [&](const auto& wave) {
      return file.parent_path() == wave.data.lexically_normal().parent_path();
    });
  };
  std::erase_if(files, data);
  return sorted(files);
}

Files inputs_of_project(const Project& project) {
  auto files = named_files(project.folder / "trygg.toml");
  files.push_back(project.folder / "trygg.toml");
  for (const auto& wave : project.waves) {
    add(files, inputs_of_weights(wave));
    add_with_named(files, wave.indicators);
    if (wave.response && fs::exists(*wave.response)) files.push_back(*wave.response);
  }
  add(files, inputs_of_estimates(project));
  add(files, inputs_of_goal(project));
  add(files, inputs_of_release(project));
  add(files, inputs_of_synth(project));
  return sorted(files);
}

Files inputs_of_texts(const Project& project) {
  Files files;
  for (const auto* name : {"reports/templates", "reports/assets"})
    for (const auto& folder : all_resources(name, project.folder)) add(files, files_below(folder));
  if (const auto own = project.folder / "texts"; fs::is_directory(own))
    add(files, files_below(own));
  return sorted(files);
}

std::string settings_of_figures(const Project& project) {
  return settings_text(project.folder / "trygg.toml",
                       {"words", "name", "survey", "place", "population_text", "language"});
}

}  // namespace trygg::tools
