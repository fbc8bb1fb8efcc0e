#include "figures.hpp"

#include <algorithm>
#include <array>

#include "reports/fixture.hpp"

namespace trygg::test {

const ReleasedRow& MadeFigures::share(double estimate, double margin) {
  return rows_.emplace_back(level("2023", "", "", estimate, std::max(0.0, estimate - margin),
                                  std::min(100.0, estimate + 1.1 * margin), 800));
}

const ReleasedRow& MadeFigures::flagged(double estimate, double margin) {
  share(estimate, margin);
  rows_.back().decision = Decision::flag;
  rows_.back().reason = "small_base";
  return rows_.back();
}

const ReleasedRow& MadeFigures::withheld(const std::string& reason) {
  rows_.push_back(suppressed_level("2023", "", ""));
  rows_.back().reason = reason;
  return rows_.back();
}

const ReleasedRow& MadeFigures::difference(double estimate, double margin) {
  return rows_.emplace_back(test::difference("2023", "", "", "kon:2-1", estimate, margin));
}

const ReleasedRow& MadeFigures::undetermined(double estimate, double margin) {
  difference(estimate, margin);
  rows_.back().finding = Finding::undetermined;
  return rows_.back();
}

const ReleasedRow& MadeFigures::not_computed() {
  rows_.push_back(suppressed_level("2023", "", ""));
  rows_.back().contrast = "kon:2-1";
  rows_.back().reason = "cell_suppressed";
  rows_.back().finding = Finding::suppressed;
  return rows_.back();
}

const ReleasedGoalRow& MadeFigures::ratio(double now, double lower, double upper,
                                          std::string development) {
  ReleasedGoalRow row;
  row.decision = Decision::show;
  row.ratio = Published::shown(now, 0);
  row.ratio_lower = Published::shown(lower, 0);
  row.ratio_upper = Published::shown(upper, 0);
  row.development = std::move(development);
  return goal_rows_.emplace_back(std::move(row));
}

const ReleasedGoalRow& MadeFigures::no_ratio() {
  return goal_rows_.emplace_back();
}

std::vector<Area> thirteen_areas(std::size_t n) {
  struct Place {
    const char* name;
    std::vector<std::string> lines;
    int row, column;
  };
  const std::vector<Place> places = {
      {"Bromma", {"Bromma"}, 2, 2},
      {"Enskede-Årsta-Vantör", {"Enskede-", "Årsta-", "Vantör"}, 4, 4},
      {"Farsta", {"Farsta"}, 5, 4},
      {"Hägersten-Älvsjö", {"Häger-", "sten-", "Älvsjö"}, 4, 3},
      {"Hässelby-Vällingby", {"Hässelby-", "Vällingby"}, 2, 1},
      {"Kungsholmen", {"Kungs-", "holmen"}, 2, 3},
      {"Norrmalm", {"Norrmalm"}, 2, 4},
      {"Rinkeby-Kista", {"Rinkeby-", "Kista"}, 1, 3},
      {"Skarpnäck", {"Skarp-", "näck"}, 4, 5},
      {"Skärholmen", {"Skär-", "holmen"}, 4, 2},
      {"Spånga-Tensta", {"Spånga-", "Tensta"}, 1, 2},
      {"Södermalm", {"Söder-", "malm"}, 3, 4},
      {"Östermalm", {"Öster-", "malm"}, 2, 5}};
  std::vector<Area> areas;
  for (std::size_t i = 0; i < std::min(n, places.size()); ++i)
    areas.push_back({.era = "2020",
                     .level = "stadsdelsomrade",
                     .code = std::to_string(100 + i),
                     .name = places[i].name,
                     .name_lines = places[i].lines,
                     .tile_row = places[i].row,
                     .tile_column = places[i].column});
  return areas;
}

std::vector<reports::LinePoint> rounds_of(const std::vector<const ReleasedRow*>& rows) {
  constexpr std::array<double, 6> years{2008, 2011, 2014, 2017, 2020, 2023};
  std::vector<reports::LinePoint> points;
  for (std::size_t i = 0; i < years.size(); ++i)
    points.push_back({std::to_string(static_cast<int>(years[i])), years[i],
                      i < rows.size() ? rows[i] : nullptr});
  return points;
}

}  // namespace trygg::test
