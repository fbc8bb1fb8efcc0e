#pragma once

#include <span>

#include "indicator/indicator.hpp"

namespace trygg {

struct Project;

/// The indicator that the publication is about.
/// \throws ConfigError  the project names one that is not there; names the nearest
const Indicator& headline(const Project& project, std::span<const Indicator> indicators);

}  // namespace trygg
