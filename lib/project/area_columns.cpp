#include "project/area_columns.hpp"

#include <cmath>
#include <map>

#include "area/area_matcher.hpp"
#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

/// At most so many areas are named in a message.
constexpr std::size_t named_at_most = 5;

/// A column with a level for each area, in order, and one for nowhere; without records.
Column of_areas(const std::vector<const Area*>& areas, std::string name) {
  Column column{.name = std::move(name)};
  for (std::uint32_t place = 0; place < areas.size(); ++place)
    column.levels.push_back({.text = areas[place]->code, .order = place});
  column.levels.push_back({.missing = Missing::system});
  return column;
}

std::map<std::string, std::uint32_t> places_of(const Column& column) {
  std::map<std::string, std::uint32_t> places;
  for (std::uint32_t l = 0; l + 1 < column.levels.size(); ++l)
    places.emplace(column.levels[l].text, l);
  return places;
}

struct Lost {
  std::size_t records = 0;
  double persons = 0;
};

/// What would be lost of the levels that no area is found for.
Lost lost_of(const Table& table, const Column& column, std::span<const double> weights,
             const std::vector<std::uint32_t>& unknown) {
  std::vector<char> is_unknown(column.levels.size(), 0);
  for (const auto l : unknown) is_unknown[l] = 1;
  Lost lost;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (!is_unknown[column.codes[r]]) continue;
    lost.records += table.records_of(r);
    if (!weights.empty() && !std::isnan(weights[r])) lost.persons += weights[r];
  }
  return lost;
}

[[noreturn]] void fail_unknown(const Table& table, const Column& column,
                               std::span<const double> weights, const AreaMatcher& matcher,
                               const std::vector<std::uint32_t>& unknown) {
  const auto lost = lost_of(table, column, weights, unknown);
  std::vector<std::string> named;
  for (const auto l : unknown)
    if (named.size() < named_at_most) named.push_back("'" + column.levels[l].text + "'");
  if (unknown.size() > named_at_most)
    named.push_back(fmt::format("and {} more", unknown.size() - named_at_most));
  const auto persons =
      weights.empty() ? ""
                      : fmt::format(", {} persons by weight", shortest(std::round(lost.persons)));
  throw InputError(
      fmt::format("{}: column '{}': {} records{} are in areas that the area list has not: {}{}",
                  table.source(), column.name, lost.records, persons, joined(named, ", "),
                  matcher.hint(column.levels[unknown.front()].text)));
}

/// The areas that a value means, by its text or else its label.
std::vector<const Area*> found_for(const Level& level, const AreaMatcher& matcher) {
  auto found = matcher.find(level.text);
  if (found.empty() && !level.label.empty()) found = matcher.find(level.label);
  return found;
}

}  // namespace

Column smallest_area_column(const Table& table, const std::string& variable,
                            std::span<const double> weights, const AreaSystem& areas,
                            std::string name) {
  const auto listed = areas.of("", areas.smallest_level);
  auto column = of_areas(listed, std::move(name));
  const auto place = places_of(column);
  const AreaMatcher matcher(listed);
  const auto& from = table.column(variable);
  const auto counts = from.level_counts();
  std::vector<std::uint32_t> code(from.levels.size(), static_cast<std::uint32_t>(listed.size()));
  std::vector<std::uint32_t> unknown;
  for (std::uint32_t l = 0; l < code.size(); ++l) {
    const auto& level = from.levels[l];
    if (level.missing != Missing::none || counts[l] == 0) continue;
    const auto found = found_for(level, matcher);
    if (found.empty()) {
      unknown.push_back(l);
      continue;
    }
    require<InputError>(found.size() == 1,
                        "{}: column '{}': '{}' fits several areas ('{}', '{}'); the data must hold "
                        "codes",
                        table.source(), variable, level.text, found.front()->code,
                        found.back()->code);
    code[l] = place.at(found.front()->code);
  }
  if (!unknown.empty()) fail_unknown(table, from, weights, matcher, unknown);
  column.codes.reserve(from.codes.size());
  for (const auto l : from.codes) column.codes.push_back(code[l]);
  return column;
}

Column division_column(const Column& smallest, const AreaSystem& areas,
                       const AreaDivision& division, std::string name) {
  auto column = of_areas(areas.of(division.era, division.level), std::move(name));
  const auto place = places_of(column);
  const auto nowhere = static_cast<std::uint32_t>(column.levels.size() - 1);
  std::vector<std::uint32_t> code(smallest.levels.size(), nowhere);
  for (std::size_t l = 0; l < code.size(); ++l)
    if (smallest.levels[l].missing == Missing::none)
      code[l] = place.at(division.parent.at(smallest.levels[l].text));
  column.codes.reserve(smallest.codes.size());
  for (const auto l : smallest.codes) column.codes.push_back(code[l]);
  return column;
}

}  // namespace trygg
