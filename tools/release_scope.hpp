#pragma once

#include <span>

#include "indicator/comparability.hpp"
#include "release/surface.hpp"

namespace trygg {
struct AreaSystem;
struct Project;
}  // namespace trygg

namespace trygg::tools {

/// Of which smallest areas the areas of every division are made.
AreaNesting area_nesting(const AreaSystem& areas);

/// What goes out of a project, how its areas lie in one another, and which rounds came before a
/// break.
ReleaseScope release_scope(const Project& project, std::span<const SeriesBreak> breaks);

}  // namespace trygg::tools
