#include "project/reported_divisions.hpp"

#include <algorithm>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "project/project.hpp"

namespace trygg {
namespace {

std::vector<std::string> main_eras(const Project& project, const AreaSystem& areas) {
  auto eras = project.report_eras;
  if (eras.empty())
    for (const auto& division : areas.divisions)
      if (division.level == project.main_level) eras.push_back(division.era);
  if (std::ranges::find(eras, project.publication.era) == eras.end())
    eras.push_back(project.publication.era);
  return eras;
}

}  // namespace

std::vector<const AreaDivision*> reported_divisions(const Project& project,
                                                    const AreaSystem& areas) {
  check_eras(project.eras, areas);
  std::vector<const AreaDivision*> divisions;
  for (const auto& era : main_eras(project, areas)) {
    if (std::ranges::find(areas.eras, era) == areas.eras.end())
      throw ConfigError(fmt::format("{}/trygg.toml: the crosswalk has no era '{}'{}",
                                    project.folder.string(), era, did_you_mean(era, areas.eras)));
    divisions.push_back(&areas.division(era, project.main_level));
  }
  for (const auto& level : project.other_levels) {
    const auto before = divisions.size();
    for (const auto& division : areas.divisions)
      if (division.level == level) divisions.push_back(&division);
    if (divisions.size() == before)
      throw ConfigError(fmt::format(
          "{}/trygg.toml: the area files have no level '{}'; list its areas and, in a column "
          "'{}', which of them each area lies in",
          project.folder.string(), level, level));
  }
  return divisions;
}

}  // namespace trygg
