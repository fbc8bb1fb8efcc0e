#include "area/areas.hpp"

#include <algorithm>

#include "area/area_list.hpp"
#include "area/crosswalk.hpp"
#include "area/parts.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

bool holds_in(const Area& area, const std::string& era) {
  return area.era.empty() || area.era == era;
}

}  // namespace

std::vector<const Area*> AreaSystem::of(const std::string& era, const std::string& level) const {
  std::vector<const Area*> found;
  for (const auto& area : areas)
    if (holds_in(area, era) && area.level == level) found.push_back(&area);
  return found;
}

const Area& AreaSystem::find(const std::string& era, const std::string& level,
                             const std::string& code) const {
  std::vector<std::string> codes;
  for (const auto* area : of(era, level)) {
    if (area->code == code) return *area;
    codes.push_back(area->code);
  }
  require<ConfigError>(!codes.empty(), "there are no areas of level '{}' in era '{}'", level, era);
  throw ConfigError(fmt::format("no area '{}' of level '{}' in era '{}'{}", code, level, era,
                                did_you_mean(code, codes, 20)));
}

bool AreaSystem::has_division(const std::string& era, const std::string& level) const {
  return std::ranges::any_of(
      divisions, [&](const AreaDivision& d) { return d.era == era && d.level == level; });
}

const AreaDivision& AreaSystem::division(const std::string& era, const std::string& level) const {
  std::vector<std::string> known;
  for (const auto& division : divisions) {
    if (division.era == era && division.level == level) return division;
    known.push_back(division.era.empty() ? division.level : division.level + " " + division.era);
  }
  throw ConfigError(fmt::format("the crosswalk has no level '{}' in era '{}'; known: {}", level,
                                era, joined(known, ", ")));
}

const AreaDivision& AreaSystem::division_of(const std::string& era) const {
  const auto found = std::ranges::find(divisions, era, &AreaDivision::era);
  if (found == divisions.end() || era.empty())
    throw ConfigError(fmt::format("the crosswalk has no era '{}'{}", era, did_you_mean(era, eras)));
  return *found;
}

bool AreaSystem::is_smallest(std::string_view code) const {
  return std::ranges::any_of(
      areas, [&](const Area& a) { return a.level == smallest_level && a.code == code; });
}

std::size_t AreaSystem::number_of_smallest() const {
  return static_cast<std::size_t>(std::ranges::count(areas, smallest_level, &Area::level));
}

AreaSystem read_areas(const std::filesystem::path& areas, const std::filesystem::path& crosswalk) {
  AreaSystem system{.areas = read_area_list(areas)};
  read_crosswalk(crosswalk, system);
  check_complete(system, areas, crosswalk);
  add_divisions_above(areas, system);
  check_population(system, areas);
  return system;
}

}  // namespace trygg
