#include "tools/release_scope.hpp"

#include "area/areas.hpp"
#include "project/project.hpp"
#include "release/release.hpp"

namespace trygg::tools {

AreaNesting area_nesting(const AreaSystem& areas) {
  AreaNesting nesting{.smallest_level = areas.smallest_level, .parts = {}};
  for (const auto& division : areas.divisions)
    for (const auto& [smallest, code] : division.parent) {
      nesting.parts[{division.era, division.level, code}].insert(smallest);
      nesting.parts[{"", areas.smallest_level, smallest}] = {smallest};
    }
  return nesting;
}

ReleaseScope release_scope(const Project& project, std::span<const SeriesBreak> breaks) {
  const auto& publication = project.publication;
  ReleaseScope scope{.surface = {publication.levels, publication.eras},
                     .nesting = area_nesting(read_areas(project.areas, project.crosswalk)),
                     .before_break = {}};
  for (const auto& b : breaks)
    for (const auto& wave : project.waves)
      if (!breaks_between(breaks, b.indicator, wave.name, publication.wave).empty())
        scope.before_break.insert({b.indicator, wave.name});
  for (const auto& file : publication.published_before)
    scope.confidential_before.merge(confidential_levels(read_release(file)));
  return scope;
}

}  // namespace trygg::tools
