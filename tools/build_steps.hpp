#pragma once

#include <vector>

#include "project/project.hpp"
#include "project/steps.hpp"
#include "tools/build_estimate.hpp"

namespace trygg::tools {

/// The steps from microdata to publication: synth (where a wave's file is missing and the project
/// names a generator), weight, estimate, goal, release, report.
/// \throws ConfigError  a wave's file is missing and there is no generator: says what to do
std::vector<Step> build_steps(const Project& project, unsigned threads, const Note& note);

}  // namespace trygg::tools
