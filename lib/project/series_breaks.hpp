#pragma once

#include <vector>

#include "indicator/comparability.hpp"

namespace trygg {

struct Project;

/// Where the series of each indicator is broken: what the codebooks and definitions of the rounds
/// say (indicator/definition.hpp), and what the project declares. A difference that the project
/// accepts is there with the reason, and is no break.
/// \throws ConfigError  a declared break or accepted difference of an indicator that there is not;
/// an
///                      accepted difference that is none
std::vector<SeriesBreak> series_breaks(const Project& project);

}  // namespace trygg
