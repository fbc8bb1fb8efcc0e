#include "area/crosswalk.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "area/area_matcher.hpp"
#include "area/areas.hpp"
#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "io/encoding.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

/// By how much the shares of a smallest area may miss 1: slivers below half a per cent are left out
/// where shares are measured on a map, and what is left is rounded.
constexpr double share_tolerance = 0.01;

std::vector<std::string> levels_of(const AreaSystem& system, const std::string& era) {
  std::vector<std::string> levels;
  for (const auto& area : system.areas)
    if (area.level != system.smallest_level && area.era == era &&
        std::ranges::find(levels, area.level) == levels.end())
      levels.push_back(area.level);
  return levels;
}

bool is_level(const AreaSystem& system, const std::string& name) {
  return std::ranges::any_of(system.areas, [&](const Area& a) { return a.level == name; });
}

/// What a column of the wide form, or era and level of the long one, is about.
AreaDivision division_named(const AreaSystem& system, const std::string& era, std::string level,
                            const std::string& where) {
  if (level.empty()) {
    const auto levels = levels_of(system, era);
    require<InputError>(!levels.empty(), "{}: no area of the area list is of era '{}'", where, era);
    require<InputError>(levels.size() == 1,
                        "{}: era '{}' has areas of several levels: {}; say which ('{}:{}', or a "
                        "column 'niva' in the long form)",
                        where, era, joined(levels, ", "), levels.front(), era);
    level = levels.front();
  }
  require<InputError>(!system.of(era, level).empty(),
                      "{}: the area list has no areas of level '{}' in era '{}'", where, level,
                      era);
  return {.level = level, .era = era, .parent = {}, .inexact = {}};
}

AreaDivision& division_at(AreaSystem& system, const AreaDivision& wanted) {
  for (auto& division : system.divisions)
    if (division.era == wanted.era && division.level == wanted.level) return division;
  system.divisions.push_back(wanted);
  if (!wanted.era.empty() && std::ranges::find(system.eras, wanted.era) == system.eras.end())
    system.eras.push_back(wanted.era);
  return system.divisions.back();
}

/// Texts of the file as codes of the list.
class Reader {
 public:
  Reader(const CsvText& csv, const AreaSystem& system)
      : csv_(csv), smallest_(system.of("", system.smallest_level)) {}

  const std::string& smallest(std::size_t r) const {
    const auto& text = csv_.rows[r][0];
    try {
      return smallest_.one(text).code;
    } catch (const InputError& e) {
      throw InputError(csv_.source, csv_.lines[r],
                       fmt::format("column '{}': {}", csv_.header[0], e.what()));
    }
  }

  const std::string& area(std::size_t r, const std::string& text, const AreaMatcher& matcher,
                          const AreaDivision& division) const {
    try {
      return matcher.one(text).code;
    } catch (const InputError& e) {
      throw InputError(
          csv_.source, csv_.lines[r],
          fmt::format("{} {}: {}", division.level,
                      division.era.empty() ? "(every era)" : "era " + division.era, e.what()));
    }
  }

  [[noreturn]] void fail(std::size_t r, const std::string& problem) const {
    throw InputError(csv_.source, csv_.lines[r], problem);
  }

 private:
  const CsvText& csv_;
  AreaMatcher smallest_;
};

void read_wide(const CsvText& csv, AreaSystem& system) {
  const Reader reader(csv, system);
  const auto where = csv.source + ":1";
  for (std::size_t c = 1; c < csv.header.size(); ++c) {
    const auto parts = split(csv.header[c], ':');
    const bool level_alone = parts.size() == 1 && is_level(system, parts[0]);
    const auto wanted = parts.size() == 2 ? division_named(system, parts[1], parts[0], where)
                        : level_alone     ? division_named(system, "", parts[0], where)
                                          : division_named(system, csv.header[c], "", where);
    auto& division = division_at(system, wanted);
    const AreaMatcher matcher(system.of(division.era, division.level));
    for (std::size_t r = 0; r < csv.rows.size(); ++r) {
      const auto& code = reader.smallest(r);
      if (!division.parent.emplace(code, reader.area(r, csv.rows[r][c], matcher, division)).second)
        reader.fail(r, fmt::format("'{}' is there twice", code));
    }
  }
}

double share_of(const Reader& reader, const CsvText& csv, std::size_t r,
                std::optional<std::size_t> column) {
  if (!column) return 1;
  const auto& text = csv.rows[r][*column];
  if (text.empty()) return 1;
  const double share = to_number(text).value_or(-1);
  if (!(share > 0 && share <= 1))
    reader.fail(r, fmt::format("column 'andel': '{}' must be above 0 and at most 1", text));
  return share;
}

/// The largest share first; of equal ones, the one that stands first in the file.
void settle(AreaDivision& division, const std::string& code, std::vector<AreaShare> shares,
            const std::string& source) {
  double sum = 0;
  for (const auto& s : shares) sum += s.share;
  require<InputError>(std::abs(sum - 1) <= share_tolerance,
                      "{}: the shares of '{}' in era '{}' sum to {}, not 1; {} of its people would "
                      "be {}",
                      source, code, division.era, shortest(std::round(sum * 1e4) / 1e4),
                      shortest(std::round(std::abs(sum - 1) * 1e4) / 1e4),
                      sum < 1 ? "lost" : "counted twice");
  std::ranges::stable_sort(shares, std::ranges::greater(), &AreaShare::share);
  division.parent.emplace(code, shares.front().code);
  if (shares.size() > 1) division.inexact.emplace(code, std::move(shares));
}

std::optional<std::size_t> column_if(const CsvText& csv, std::string_view name) {
  const auto found = std::ranges::find(csv.header, name);
  if (found == csv.header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - csv.header.begin());
}

void check_long_header(const CsvText& csv) {
  const std::vector<std::string> known{"era", "kod", "niva", "andel"};
  for (std::size_t c = 1; c < csv.header.size(); ++c)
    if (std::ranges::find(known, csv.header[c]) == known.end())
      throw InputError(
          csv.source, 1,
          fmt::format("unknown column '{}'{}", csv.header[c], did_you_mean(csv.header[c], known)));
}

void read_long(const CsvText& csv, AreaSystem& system) {
  check_long_header(csv);
  const Reader reader(csv, system);
  const auto era = csv.column("era"), area = csv.column("kod");
  const auto level = column_if(csv, "niva"), share = column_if(csv, "andel");
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::vector<AreaShare>>> all;
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    const auto& row = csv.rows[r];
    const auto where = fmt::format("{}:{}", csv.source, csv.lines[r]);
    const auto& division = division_at(
        system, division_named(system, row[era], level ? row[*level] : std::string(), where));
    const AreaMatcher matcher(system.of(division.era, division.level));
    const auto& code = reader.area(r, row[area], matcher, division);
    auto& shares = all[{division.era, division.level}][reader.smallest(r)];
    if (std::ranges::find(shares, code, &AreaShare::code) != shares.end())
      reader.fail(r, fmt::format("'{}' is there twice in '{}'", row[0], code));
    shares.push_back({code, share_of(reader, csv, r, share)});
  }
  for (auto& division : system.divisions)
    for (auto& [code, shares] : all[{division.era, division.level}])
      settle(division, code, std::move(shares), csv.source);
}

/// Every way up from a smallest area to a level of the list: the code there, and by what.
std::map<std::string, std::string> ways_up(const AreaSystem& system, const Area& smallest,
                                           const std::string& level) {
  std::map<std::string, std::string> ways;
  if (const auto own = smallest.above.find(level); own != smallest.above.end())
    ways.emplace(own->second, "its own row");
  for (const auto& division : system.divisions) {
    if (division.inexact.contains(smallest.code)) continue;
    const auto parent = division.parent.find(smallest.code);
    if (division.level == level || parent == division.parent.end()) continue;
    const auto& area = system.find(division.era, division.level, parent->second);
    if (const auto above = area.above.find(level); above != area.above.end())
      ways.emplace(above->second, fmt::format("area '{}' of era '{}'", area.code, division.era));
  }
  return ways;
}

}  // namespace

void read_crosswalk(const fs::path& path, AreaSystem& system) {
  const auto csv = parse_csv(decoded(read_file(path), std::nullopt, path.string()), path.string());
  require<InputError>(csv.header.size() > 1,
                      "{}:1: the header must be the smallest level and one column an era",
                      csv.source);
  system.smallest_level = csv.header.front();
  require<InputError>(!csv.rows.empty(), "{}: there is no area in the crosswalk", csv.source);
  require<InputError>(is_level(system, system.smallest_level),
                      "{}:1: the first column '{}' names the smallest level, but the area list has "
                      "no area of that level",
                      csv.source, system.smallest_level);
  column_if(csv, "kod") ? read_long(csv, system) : read_wide(csv, system);
}

void add_divisions_above(const fs::path& areas, AreaSystem& system) {
  std::set<std::string> levels;
  for (const auto& area : system.areas)
    for (const auto& [level, code] : area.above) levels.insert(level);
  for (const auto& level : levels) {
    AreaDivision division{.level = level, .era = "", .parent = {}, .inexact = {}};
    if (system.has_division("", level)) continue;
    for (const auto* smallest : system.of("", system.smallest_level)) {
      const auto ways = ways_up(system, *smallest, level);
      require<InputError>(!ways.empty(), "{}: '{}' ({}) lies in no area of level '{}'",
                          areas.string(), smallest->code, smallest->name, level);
      if (ways.size() > 1)
        throw InputError(fmt::format(
            "{}: '{}' ({}) lies in {} '{}' by {}, and in '{}' by {}", areas.string(),
            smallest->code, smallest->name, level, ways.begin()->first, ways.begin()->second,
            std::next(ways.begin())->first, std::next(ways.begin())->second));
      division.parent.emplace(smallest->code, ways.begin()->first);
    }
    system.divisions.push_back(std::move(division));
  }
}

}  // namespace trygg
