#pragma once

#include <vector>

#include "project/project.hpp"
#include "steps/step.hpp"
#include "tools/build_publish.hpp"

namespace trygg {
class FileHashes;
}

namespace trygg::tools {

/// The steps from microdata to publication: synth (where the project names a generator), weight
/// (one for each round), estimate, goal, release, report.
/// \param threads  0: the machine's
/// \param hashes   must outlive the steps
/// \throws ConfigError  a wave's file is missing and there is no generator: says what to do
std::vector<Step> build_steps(const Project& project, unsigned threads, PdfWanted pdf,
                              FileHashes& hashes);

}  // namespace trygg::tools
