#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/read_rows.hpp"
#include "base/text.hpp"
#include "ranking/standing.hpp"

namespace trygg {
namespace {

const std::vector<std::string> columns{"wave",
                                       "era",
                                       "indicator",
                                       "statistic",
                                       "area_level",
                                       "area",
                                       "sex",
                                       "n",
                                       "estimate",
                                       "lower",
                                       "upper",
                                       "df",
                                       "whole",
                                       "difference",
                                       "se",
                                       "difference_lower",
                                       "difference_upper",
                                       "t",
                                       "p_value",
                                       "p_adjusted",
                                       "side",
                                       "areas",
                                       "highest",
                                       "lowest",
                                       "own_highest",
                                       "own_lowest",
                                       "note"};

constexpr std::array<std::string CubeRow::*, 7> names{
    &CubeRow::wave,       &CubeRow::era,  &CubeRow::indicator, &CubeRow::statistic,
    &CubeRow::area_level, &CubeRow::area, &CubeRow::sex};
constexpr std::array<double CubeRow::*, 4> level_numbers{&CubeRow::estimate, &CubeRow::lower,
                                                         &CubeRow::upper, &CubeRow::df};
constexpr std::array<double AreaStanding::*, 8> numbers{
    &AreaStanding::whole,   &AreaStanding::difference, &AreaStanding::se,
    &AreaStanding::lower,   &AreaStanding::upper,      &AreaStanding::t,
    &AreaStanding::p_value, &AreaStanding::p_adjusted};
constexpr std::array<std::size_t RankSet::*, 4> places{&RankSet::highest, &RankSet::lowest,
                                                       &RankSet::own_highest, &RankSet::own_lowest};

constexpr std::array<std::string_view, 4> sides{"above", "below", "not_shown", "not_available"};

/// How many areas are placed together with a row's.
std::size_t placed_with(const std::vector<AreaStanding>& rows, const AreaStanding& row) {
  const auto family = [](const AreaStanding& s) {
    return std::tie(s.area.wave, s.area.era, s.area.indicator, s.area.statistic, s.area.area_level,
                    s.area.sex);
  };
  return static_cast<std::size_t>(std::ranges::count_if(rows, [&](const AreaStanding& other) {
    return other.places && family(other) == family(row);
  }));
}

std::vector<std::string> fields_of(const AreaStanding& s, std::size_t placed) {
  std::vector<std::string> fields;
  for (const auto name : names) fields.push_back(s.area.*name);
  fields.push_back(fmt::format("{}", s.area.n));
  for (const auto number : level_numbers) fields.push_back(shortest(s.area.*number));
  for (const auto number : numbers) fields.push_back(shortest(s.*number));
  fields.emplace_back(to_text(s.side));
  fields.push_back(s.places ? fmt::format("{}", placed) : "");
  for (const auto place : places)
    fields.push_back(s.places ? fmt::format("{}", (*s.places).*place) : "");
  fields.push_back(s.area.note);
  return fields;
}

double number_of(const std::string& field, std::string_view column) {
  if (field.empty()) return AreaStanding::missing;
  const auto number = to_number(field);
  require(number.has_value(), "column '{}': '{}' is no number", column, field);
  return *number;
}

std::size_t count_of(const std::string& field, std::string_view column) {
  const double number = number_of(field, column);
  require(number >= 0 && number < 1e9, "column '{}': '{}' is no count", column, field);
  return static_cast<std::size_t>(number);
}

Side side_of(const std::string& field) {
  const auto found = std::ranges::find(sides, field);
  require(found != sides.end(), "column 'side': unknown word '{}'", field);
  return static_cast<Side>(found - sides.begin());
}

AreaStanding row_of(const std::vector<std::string>& fields) {
  AreaStanding s;
  std::size_t at = 0;
  const auto number = [&] {
    const double value = number_of(fields[at], columns[at]);
    ++at;
    return value;
  };
  for (const auto name : names) s.area.*name = fields[at++];
  s.area.n = count_of(fields[at], columns[at]);
  ++at;
  for (const auto member : level_numbers) s.area.*member = number();
  for (const auto member : numbers) s.*member = number();
  s.side = side_of(fields[at++]);
  if (!fields[at++].empty()) {
    s.places.emplace();
    for (std::size_t p = 0; p < places.size(); ++p)
      (*s.places).*places[p] = count_of(fields[at + p], columns[at + p]);
  }
  s.area.note = fields.back();
  return s;
}

}  // namespace

std::string_view to_text(Side side) {
  return sides[static_cast<std::size_t>(side)];
}

std::string to_csv(const std::vector<AreaStanding>& rows) {
  std::string text = csv_line(columns);
  for (const auto& s : rows) text += csv_line(fields_of(s, placed_with(rows, s)));
  return text;
}

std::vector<AreaStanding> read_standings(const std::filesystem::path& path) {
  return read_rows(path, columns, "that of standings", row_of);
}

}  // namespace trygg
