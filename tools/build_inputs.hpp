#pragma once

#include <filesystem>
#include <vector>

namespace trygg {
struct Project;
struct Wave;
}  // namespace trygg

namespace trygg::tools {

/// The files that a step of a build depends on, besides those that other steps make. A step may
/// depend on fewer: one too many costs a second, one too few an old figure in a new publication.

/// The round's data, recipe and codebook, and every file that the two name.
std::vector<std::filesystem::path> inputs_of_weights(const Wave& wave);

/// Codebooks, indicators, areas and what else trygg.toml names but data, recipes, the goal, the
/// rules of release and figures from elsewhere.
std::vector<std::filesystem::path> inputs_of_estimates(const Project& project);

/// The goal and every file that it names.
std::vector<std::filesystem::path> inputs_of_goal(const Project& project);

/// The same with the rules of release, and what the estimates depend on.
std::vector<std::filesystem::path> inputs_of_release(const Project& project);

/// The settings of the generator and every file that they name.
std::vector<std::filesystem::path> inputs_of_synth(const Project& project);

/// trygg.toml and every file that a step reads. What else lies in the folder is nobody's business:
/// the manifest is published.
std::vector<std::filesystem::path> inputs_of_project(const Project& project);

/// Texts, styles and fonts of publications that come with the program or, before those, lie in the
/// project.
std::vector<std::filesystem::path> inputs_of_texts(const Project& project);

/// What trygg.toml says of figures: all but names and words.
std::string settings_of_figures(const Project& project);

}  // namespace trygg::tools
