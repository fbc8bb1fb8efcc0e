#pragma once

#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <string_view>
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
  std::vector<std::string> aliases;  ///< other names that data files have for it
  double population = std::numeric_limits<double>::quiet_NaN();  ///< NaN: not given
  std::map<std::string, std::string> above;  ///< level → code of the area there that it lies in
};

/// How much of a smallest area belongs to an area.
struct AreaShare {
  std::string code;
  double share = 1;
};

/// One way of dividing the whole into areas: a level, in an era or always.
struct AreaDivision {
  std::string level;
  std::string era;  ///< "": the same in every era
  /// Smallest area's code → code of the area that it is counted in.
  std::map<std::string, std::string> parent;
  /// Those smallest areas that belong partly to others, with all their shares, the largest first.
  /// People are not split: all of such an area are counted where its largest share is.
  std::map<std::string, std::vector<AreaShare>> inexact;
};

/// Area systems by era, and the way from the smallest areas to each of them.
struct AreaSystem {
  std::vector<Area> areas;              ///< in the order of the file
  std::string smallest_level;           ///< name of the level that the crosswalk starts from
  std::vector<std::string> eras;        ///< in the order of the crosswalk
  std::vector<AreaDivision> divisions;  ///< in the order of the crosswalk, then those of `above`

  /// The areas of a level in an era, those that always hold included, in the order of the file.
  std::vector<const Area*> of(const std::string& era, const std::string& level) const;
  /// \throws ConfigError  there is no such era, level or code; names the nearest
  const Area& find(const std::string& era, const std::string& level, const std::string& code) const;

  /// \throws ConfigError  there is no such division; names those that there are
  const AreaDivision& division(const std::string& era, const std::string& level) const;
  /// The division that the crosswalk has in an era, at whatever level.
  /// \throws ConfigError  there is no such era
  const AreaDivision& division_of(const std::string& era) const;
  bool has_division(const std::string& era, const std::string& level) const;
  bool is_smallest(std::string_view code) const;  ///< the code of a smallest area
  std::size_t number_of_smallest() const;
};

/// areas.csv: one row an area and era, with the columns `era,niva,kod,namn` and any of
///
/// - `namn_rader` (with `|` between lines; else the name in one line), `preposition` (i), `genitiv`
///   (else the name, with s after it), `rad` and `kolumn` (place in the tile map), `region`;
/// - `alias`: other names, `|` between;
/// - `folkmangd`: inhabitants; what the parts have must be what the whole has;
/// - the name of a level: in which area of that level it lies, by code or name (`region` too, where
///   areas of the level `region` are listed).
///
/// An empty `era`: the same area in every era.
///
/// crosswalk.csv: in which area each smallest area lies, by code or name, in one of two forms.
/// Wide, `stadsdel,<era>,<era>,…` (a column `<level>` or `<level>:<era>` for other levels); or
/// long, `stadsdel,era,kod[,niva][,andel]`, where `andel` says how much of it lies there (empty:
/// all). The first column names the smallest level. \throws InputError  a column that is not known;
/// a code twice in an era and level; a name or alias
///                     that fits two areas; two areas on one tile; a crosswalk to an unknown area;
///                     a smallest area that is in one file only (with the people that would be
///                     lost); an area that no smallest area lies in; shares that do not sum to 1;
///                     parts whose inhabitants do not sum to those of the whole
AreaSystem read_areas(const std::filesystem::path& areas, const std::filesystem::path& crosswalk);

}  // namespace trygg
