#include "area/area_list.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>

#include "area/area_matcher.hpp"
#include "area/areas.hpp"
#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "io/comparable_text.hpp"
#include "io/encoding.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> needed{"era", "niva", "kod", "namn"};
constexpr std::array<std::string_view, 8> optional_columns{
    "namn_rader", "preposition", "genitiv", "rad", "kolumn", "region", "alias", "folkmangd"};

/// The file, with its columns by name.
class ListFile {
 public:
  explicit ListFile(const fs::path& path)
      : csv_(parse_csv(decoded(read_file(path), std::nullopt, path.string()), path.string())) {
    for (const auto name : needed) csv_.column(name);
    for (std::size_t r = 0; r < csv_.rows.size(); ++r) levels_.insert(text(r, "niva"));
    check_header();
  }

  std::size_t rows() const { return csv_.rows.size(); }
  /// A field without outer blanks; empty where there is no such column.
  std::string text(std::size_t r, std::string_view name) const {
    const auto found = std::ranges::find(csv_.header, name);
    if (found == csv_.header.end()) return {};
    return std::string(
        trimmed(csv_.rows[r][static_cast<std::size_t>(found - csv_.header.begin())]));
  }
  /// The columns that are named as a level is.
  std::vector<std::string> level_columns() const {
    std::vector<std::string> names;
    for (const auto& name : csv_.header)
      if (levels_.contains(name)) names.push_back(name);
    return names;
  }
  [[noreturn]] void fail(std::size_t r, const std::string& problem) const {
    throw InputError(csv_.source, csv_.lines[r], problem);
  }

 private:
  void check_header() const {
    std::vector<std::string> known(needed.begin(), needed.end());
    known.insert(known.end(), optional_columns.begin(), optional_columns.end());
    known.insert(known.end(), levels_.begin(), levels_.end());
    std::set<std::string> seen;
    for (const auto& name : csv_.header) {
      if (std::ranges::find(known, name) == known.end())
        throw InputError(csv_.source, 1,
                         fmt::format("unknown column '{}'{}", name, did_you_mean(name, known, 20)));
      if (!seen.insert(name).second)
        throw InputError(csv_.source, 1, fmt::format("column '{}' is there twice", name));
    }
  }

  CsvText csv_;
  std::set<std::string> levels_;
};

/// Swedish: -s, but nothing after s, x and z.
std::string genitive_of(const std::string& name) {
  return std::string("sxz").find(name.back()) == std::string::npos ? name + "s" : name;
}

int tile_place(const ListFile& file, std::size_t r, std::string_view column) {
  const auto text = file.text(r, column);
  if (text.empty()) return 0;
  const auto number = to_number(text).value_or(0);
  if (number < 1 || number > 99 || number != static_cast<int>(number))
    file.fail(r, fmt::format("'{}' is no place in the tile map; give a whole number from 1, or "
                             "nothing",
                             text));
  return static_cast<int>(number);
}

double population_of(const ListFile& file, std::size_t r) {
  const auto text = file.text(r, "folkmangd");
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto number = to_number(text).value_or(-1);
  if (number < 0)
    file.fail(r, fmt::format("column 'folkmangd': '{}' is no number of inhabitants; give a number "
                             "from 0, without blanks, or nothing",
                             text));
  return number;
}

std::vector<std::string> aliases_of(const ListFile& file, std::size_t r) {
  std::vector<std::string> aliases;
  const auto text = file.text(r, "alias");
  if (text.empty()) return aliases;
  for (const auto& part : split(text, '|')) {
    if (comparable_text(part).empty()) file.fail(r, "column 'alias' has an empty name");
    aliases.emplace_back(trimmed(part));
  }
  return aliases;
}

Area area_of(const ListFile& file, std::size_t r) {
  Area area{.era = file.text(r, "era"),
            .level = file.text(r, "niva"),
            .code = file.text(r, "kod"),
            .name = file.text(r, "namn")};
  for (const auto column : {"niva", "kod", "namn"})
    if (file.text(r, column).empty()) file.fail(r, fmt::format("column '{}' is empty", column));
  const auto lines = file.text(r, "namn_rader"), genitive = file.text(r, "genitiv");
  area.name_lines = lines.empty() ? std::vector{area.name} : split(lines, '|');
  if (const auto preposition = file.text(r, "preposition"); !preposition.empty())
    area.preposition = preposition;
  area.genitive = genitive.empty() ? genitive_of(area.name) : genitive;
  area.tile_row = tile_place(file, r, "rad");
  area.tile_column = tile_place(file, r, "kolumn");
  if ((area.tile_row == 0) != (area.tile_column == 0))
    file.fail(r, "give both 'rad' and 'kolumn', or neither");
  area.region = file.text(r, "region");
  area.aliases = aliases_of(file, r);
  area.population = population_of(file, r);
  return area;
}

bool meet(const Area& a, const Area& b) {
  return a.level == b.level && (a.era.empty() || b.era.empty() || a.era == b.era);
}

/// Codes and tiles, each once in an era and level.
void check_places(const ListFile& file, const std::vector<Area>& areas) {
  std::set<std::tuple<std::string, std::string, std::string>> codes;
  std::set<std::tuple<std::string, std::string, int, int>> tiles;
  for (std::size_t r = 0; r < areas.size(); ++r) {
    const auto& a = areas[r];
    if (!codes.emplace(a.era, a.level, a.code).second)
      file.fail(r, fmt::format("code '{}' is there twice at level '{}' in era '{}'", a.code,
                               a.level, a.era));
    if (a.tile_row > 0 && !tiles.emplace(a.era, a.level, a.tile_row, a.tile_column).second)
      file.fail(r, fmt::format("another area of era '{}' has tile ({}, {})", a.era, a.tile_row,
                               a.tile_column));
  }
}

/// By area, its code, name and aliases as they are compared.
std::vector<std::set<std::string>> all_names(const std::vector<Area>& areas) {
  std::vector<std::set<std::string>> names;
  for (const auto& area : areas) {
    names.push_back({comparable_text(area.code), comparable_text(area.name)});
    for (const auto& alias : area.aliases) names.back().insert(comparable_text(alias));
  }
  return names;
}

/// An alias says one area, wherever the two can meet.
void check_aliases(const ListFile& file, const std::vector<Area>& areas) {
  const auto names = all_names(areas);
  for (std::size_t r = 0; r < areas.size(); ++r)
    for (const auto& alias : areas[r].aliases)
      for (std::size_t o = 0; o < areas.size(); ++o)
        if (o != r && meet(areas[r], areas[o]) && names[o].contains(comparable_text(alias)))
          file.fail(r, fmt::format("alias '{}' of '{}' fits '{}' ({}), too; a name must say one "
                                   "area",
                                   alias, areas[r].code, areas[o].code, areas[o].name));
}

/// What columns named as levels say: the area there, as its code.
void find_areas_above(const ListFile& file, std::vector<Area>& areas) {
  for (const auto& level : file.level_columns())
    for (std::size_t r = 0; r < areas.size(); ++r) {
      const auto text = file.text(r, level);
      if (text.empty()) continue;
      std::vector<const Area*> there;
      for (const auto& other : areas)
        if (other.level == level && (other.era.empty() || other.era == areas[r].era))
          there.push_back(&other);
      try {
        areas[r].above[level] = AreaMatcher(there).one(text).code;
      } catch (const InputError& e) {
        file.fail(r, fmt::format("column '{}': {}", level, e.what()));
      }
    }
}

}  // namespace

std::vector<Area> read_area_list(const fs::path& path) {
  const ListFile file(path);
  std::vector<Area> areas;
  for (std::size_t r = 0; r < file.rows(); ++r) areas.push_back(area_of(file, r));
  check_places(file, areas);
  check_aliases(file, areas);
  find_areas_above(file, areas);
  return areas;
}

}  // namespace trygg
