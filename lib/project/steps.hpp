#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace trygg {

/// One box of a build: which files it reads and writes, and how. The library knows only the graph;
/// what a step does is handed in, so that it may use more than the library.
struct Step {
  std::string name;     ///< as in --only
  std::string summary;  ///< what it does, for people who watch
  std::vector<std::filesystem::path> inputs, outputs;
  std::function<void()> run;
};

/// Runs the steps in order, or the one named `only`.
///
/// \param told  is called with each step before it runs
/// \throws ConfigError  no step is called `only`
/// \throws InputError   an input is not there; the message names the step that makes it
void run_steps(std::span<const Step> steps, const std::string& only,
               const std::function<void(const Step&)>& told);

}  // namespace trygg
