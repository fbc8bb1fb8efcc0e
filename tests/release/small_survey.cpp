#include "release/small_survey.hpp"

#include <algorithm>
#include <cmath>

namespace trygg::test {
namespace {

constexpr auto smallest_level = "del";

CubeRow difference(const CubeRow& a, const CubeRow& b, const std::string& contrast) {
  CubeRow row = a;
  row.contrast = contrast;
  row.n = a.n + b.n;
  row.estimate = a.estimate - b.estimate;
  row.se = std::hypot(a.se, b.se);
  row.lower = row.estimate - 2 * row.se;
  row.upper = row.estimate + 2 * row.se;
  row.cases = row.weight = row.largest_weight = CubeRow::missing;
  return row;
}

}  // namespace

CubeRow SmallSurvey::level(CubeRow row, const std::string& wave,
                           const std::vector<std::string>& parts, const std::string& sex) const {
  row.wave = wave;
  row.indicator = "otrygg";
  row.statistic = "share";
  row.sex = sex;
  row.cases = row.weight = row.largest_weight = 0;
  double numerator = 0;
  for (const auto& part : parts)
    for (const auto& [of_sex, cell] : cells_.at(wave).at(part)) {
      if (!sex.empty() && of_sex != sex) continue;
      row.n += cell.n;
      row.cases += static_cast<double>(cell.cases);
      row.weight += static_cast<double>(cell.n) * cell.weight;
      numerator += static_cast<double>(cell.cases) * cell.weight;
      if (cell.n > 0) row.largest_weight = std::max(row.largest_weight, cell.weight);
    }
  if (row.n == 0) return row;
  row.largest_weight /= row.weight;
  const double p = row.estimate = numerator / row.weight, n = static_cast<double>(row.n);
  row.se = std::sqrt(p * (1 - p) / n);
  row.lower = std::max(0.0, p - 2 * row.se);
  row.upper = std::min(1.0, p + 2 * row.se + 1 / n);
  row.df = 500;
  row.n_effective = n;
  return row;
}

void SmallSurvey::add(Cube& cube, const CubeRow& place,
                      const std::vector<std::string>& parts) const {
  std::map<std::string, CubeRow> before;
  for (const auto& [wave, areas] : cells_) {
    std::map<std::string, CubeRow> now;
    for (const std::string sex : {"", "1", "2"}) now[sex] = level(place, wave, parts, sex);
    auto gap = difference(now["2"], now["1"], "kon:2-1");
    gap.sex.clear();
    for (const auto& [sex, row] : now) cube.rows.push_back(row);
    cube.rows.push_back(gap);
    for (const auto& [sex, row] : before)
      cube.rows.push_back(difference(now[sex], row, "omgang:" + wave + "-" + row.wave));
    before = std::move(now);
  }
}

Cube SmallSurvey::cube() const {
  Cube cube;
  std::map<AreaName, std::vector<std::string>> parts;
  for (const auto& [smallest, sexes] : cells_.begin()->second) {
    parts[{"", "", ""}].push_back(smallest);
    parts[{"", smallest_level, smallest}].push_back(smallest);
    for (const auto& [era, division] : divisions_)
      parts[{era, "omrade", division.at(smallest)}].push_back(smallest);
  }
  for (const auto& [area, smallest] : parts) {
    CubeRow place;
    place.era = area.era;
    place.area_level = area.level;
    place.area = area.code;
    add(cube, place, smallest);
  }
  return cube;
}

ReleaseScope SmallSurvey::scope() const {
  ReleaseScope scope{
      .surface = {{"omrade"}, {}}, .nesting = {smallest_level, {}}, .before_break = {}};
  for (const auto& [smallest, sexes] : cells_.begin()->second) {
    scope.nesting.parts[{"", smallest_level, smallest}] = {smallest};
    for (const auto& [era, division] : divisions_)
      scope.nesting.parts[{era, "omrade", division.at(smallest)}].insert(smallest);
  }
  return scope;
}

}  // namespace trygg::test
