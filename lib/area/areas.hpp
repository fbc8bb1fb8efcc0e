#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace trygg {

/// One area in one era.
struct Area {
  std::string era;    ///< "2007", "2020": the year from which the division holds; "": always
  std::string level;  ///< "stadsdelsomrade", "stadsdel"
  std::string code;
  std::string name;  ///< "Hägersten-Älvsjö"
  std::vector<std::string>
      name_lines;                 ///< how the name breaks in a tile: "Häger-" "sten-" "Älvsjö"
  std::string preposition = "i";  ///< "i" or "på"
  std::string genitive;
  int tile_row = 0, tile_column = 0;  ///< place in the tile map, 0: none
  std::string region;
};

/// Area systems by era, and the way from the smallest areas to each of them.
struct AreaSystem {
  std::vector<Area> areas;        ///< in the order of the file
  std::string smallest_level;     ///< name of the level that the crosswalk starts from
  std::vector<std::string> eras;  ///< in the order of the crosswalk
  /// era → smallest area's code → code of the area that it belongs to
  std::map<std::string, std::map<std::string, std::string>> parent;

  /// The areas of a level in an era, those that always hold included, in the order of the file.
  std::vector<const Area*> of(const std::string& era, const std::string& level) const;
  /// \throws ConfigError  there is no such era, level or code; names the nearest
  const Area& find(const std::string& era, const std::string& level, const std::string& code) const;
};

/// areas.csv: `era,niva,kod,namn,namn_rader,preposition,genitiv,rad,kolumn,region`
/// (`namn_rader` with `|` between lines; an empty `era`: the same area in every era) and
/// crosswalk.csv: `stadsdel,<era>,<era>,…`: for each smallest area, the code of its area in each
/// era. The crosswalk's first column names the smallest level.
/// What may be empty: namn_rader (the name in one line), preposition (i), genitiv (name with s
/// after it), rad and kolumn (no tile), region.
/// \throws InputError  another header, a code twice in an era and level, two areas on one tile, a
///                     crosswalk to an unknown area, a smallest area that is in one file only
AreaSystem read_areas(const std::filesystem::path& areas, const std::filesystem::path& crosswalk);

}  // namespace trygg
