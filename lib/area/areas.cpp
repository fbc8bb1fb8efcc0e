#include "area/areas.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> area_header{"era",         "niva",    "kod", "namn",   "namn_rader",
                                           "preposition", "genitiv", "rad", "kolumn", "region"};

bool holds_in(const Area& area, const std::string& era) {
  return area.era.empty() || area.era == era;
}

/// Swedish: -s, but nothing after s, x and z.
std::string genitive_of(const std::string& name) {
  return std::string("sxz").find(name.back()) == std::string::npos ? name + "s" : name;
}

int tile_place(const CsvText& csv, std::size_t row, std::string_view text) {
  if (text.empty()) return 0;
  const auto number = to_number(text);
  if (!number || *number < 1 || *number > 99 || *number != static_cast<int>(*number))
    throw InputError(csv.source, csv.lines[row],
                     fmt::format("'{}' is no place in the tile map; give a whole number from 1, or "
                                 "nothing",
                                 text));
  return static_cast<int>(*number);
}

Area area_of(const CsvText& csv, std::size_t r) {
  const auto& f = csv.rows[r];
  Area area{.era = f[0], .level = f[1], .code = f[2], .name = f[3]};
  for (std::size_t c = 1; c <= 3; ++c)
    if (f[c].empty())
      throw InputError(csv.source, csv.lines[r],
                       fmt::format("column '{}' is empty", area_header[c]));
  area.name_lines = f[4].empty() ? std::vector{area.name} : split(f[4], '|');
  if (!f[5].empty()) area.preposition = f[5];
  area.genitive = f[6].empty() ? genitive_of(area.name) : f[6];
  area.tile_row = tile_place(csv, r, f[7]);
  area.tile_column = tile_place(csv, r, f[8]);
  if ((area.tile_row == 0) != (area.tile_column == 0))
    throw InputError(csv.source, csv.lines[r], "give both 'rad' and 'kolumn', or neither");
  area.region = f[9];
  return area;
}

std::vector<Area> read_area_list(const fs::path& path) {
  const auto csv = parse_csv(read_file(path), path.string());
  require<InputError>(csv.header == area_header, "{}:1: the header must be '{}'", csv.source,
                      joined(area_header, ","));
  std::vector<Area> areas;
  std::set<std::tuple<std::string, std::string, std::string>> codes;
  std::set<std::tuple<std::string, std::string, int, int>> tiles;
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    auto area = area_of(csv, r);
    if (!codes.emplace(area.era, area.level, area.code).second)
      throw InputError(csv.source, csv.lines[r],
                       fmt::format("code '{}' is there twice at level '{}' in era '{}'", area.code,
                                   area.level, area.era));
    if (area.tile_row > 0 &&
        !tiles.emplace(area.era, area.level, area.tile_row, area.tile_column).second)
      throw InputError(csv.source, csv.lines[r],
                       fmt::format("another area of era '{}' has tile ({}, {})", area.era,
                                   area.tile_row, area.tile_column));
    areas.push_back(std::move(area));
  }
  return areas;
}

std::vector<std::string> codes_above(const AreaSystem& system, const std::string& era) {
  std::vector<std::string> codes;
  for (const auto& area : system.areas)
    if (area.era == era && area.level != system.smallest_level) codes.push_back(area.code);
  return codes;
}

void read_crosswalk(const fs::path& path, AreaSystem& system) {
  const auto csv = parse_csv(read_file(path), path.string());
  require<InputError>(csv.header.size() > 1,
                      "{}:1: the header must be the smallest level and one column an era",
                      csv.source);
  system.smallest_level = csv.header.front();
  system.eras.assign(csv.header.begin() + 1, csv.header.end());
  for (std::size_t e = 0; e < system.eras.size(); ++e) {
    const auto known = codes_above(system, system.eras[e]);
    require<InputError>(!known.empty(), "{}:1: no area of the area list is of era '{}'", csv.source,
                        system.eras[e]);
    auto& parent = system.parent[system.eras[e]];
    for (std::size_t r = 0; r < csv.rows.size(); ++r) {
      const auto& code = csv.rows[r][e + 1];
      if (std::ranges::find(known, code) == known.end())
        throw InputError(csv.source, csv.lines[r],
                         fmt::format("era '{}' has no area '{}'{}", system.eras[e], code,
                                     did_you_mean(code, known, 20)));
      if (!parent.emplace(csv.rows[r][0], code).second)
        throw InputError(csv.source, csv.lines[r],
                         fmt::format("'{}' is there twice", csv.rows[r][0]));
    }
  }
}

/// The area list and the crosswalk must tell of the same smallest areas.
void check_smallest(const AreaSystem& system, const fs::path& areas, const fs::path& crosswalk) {
  const auto& listed = system.parent.begin()->second;
  std::set<std::string> named;
  for (const auto& area : system.areas) {
    if (area.level != system.smallest_level) continue;
    named.insert(area.code);
    require<InputError>(listed.contains(area.code), "{}: '{}' ({}) of {} is not there",
                        crosswalk.string(), area.code, area.name, areas.string());
  }
  for (const auto& [code, parent] : listed)
    require<InputError>(named.contains(code), "{}: no area of level '{}' has the code '{}' of {}",
                        areas.string(), system.smallest_level, code, crosswalk.string());
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

AreaSystem read_areas(const fs::path& areas, const fs::path& crosswalk) {
  AreaSystem system{.areas = read_area_list(areas)};
  read_crosswalk(crosswalk, system);
  check_smallest(system, areas, crosswalk);
  return system;
}

}  // namespace trygg
