#pragma once

#include "project/project.hpp"
#include "tools/build_files.hpp"
#include "tools/build_note.hpp"

namespace trygg::tools {

/// Weighs a round by its recipe.
void weigh_wave(const Wave& wave, const BuildFiles& files);

/// Everything that is estimated from the weighed rounds: levels, gaps, changes, trends, pooled
/// rounds, standings of areas, and what is known of areas and of breaks.
void estimate_waves(const Project& project, const BuildFiles& files, unsigned threads,
                    const Note& note);

}  // namespace trygg::tools
