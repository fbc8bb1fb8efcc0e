#pragma once

#include <vector>

namespace trygg {

struct AreaSystem;
struct AreaDivision;
struct Project;

/// The divisions into areas that every round is estimated in: the main level in every era that the
/// project names (default: all of the crosswalk) and in that of the publication, then the other
/// levels that it names, in every era that they have.
/// \throws ConfigError  an era or a level that the area files have not
std::vector<const AreaDivision*> reported_divisions(const Project& project,
                                                    const AreaSystem& areas);

}  // namespace trygg
