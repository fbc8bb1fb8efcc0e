#include "goal/released_cells.hpp"

#include <algorithm>

namespace trygg {
namespace {

constexpr auto fallen = "cell_suppressed";

ReleasedGoalRow without_figures(const ReleasedGoalRow& row) {
  ReleasedGoalRow left;
  left.wave = row.wave;
  left.baseline = row.baseline;
  left.occasion = row.occasion;
  left.era = row.era;
  left.indicator = row.indicator;
  left.area_level = row.area_level;
  left.area = row.area;
  left.sex = row.sex;
  left.reason = fallen;
  return left;
}

ReleasedWordingRow without_figures(const ReleasedWordingRow& row) {
  ReleasedWordingRow left;
  left.wording = row.wording;
  left.kind = row.kind;
  left.wave = row.wave;
  left.baseline = row.baseline;
  left.occasion = row.occasion;
  left.era = row.era;
  left.indicator = row.indicator;
  left.area_level = row.area_level;
  left.sex = row.sex;
  left.areas = row.areas;
  left.chosen_by = row.chosen_by;
  left.note = row.note;
  left.reason = fallen;
  return left;
}

bool is_grouped(const ReleasedRow& row) {
  return std::ranges::any_of(row.groups, [](const auto& group) { return !group.empty(); });
}

}  // namespace

ReleasedCells::ReleasedCells(const Release& release) {
  for (const auto& row : release.rows)
    if (row.contrast.empty() && row.statistic == "share" && !is_grouped(row))
      cells_[{row.wave, row.era, row.indicator, row.area_level, row.area, row.sex}] = row.estimate;
}

ReleasedCells::Standing ReleasedCells::standing(Cell cell, const std::string& baseline) const {
  auto standing = Standing::released;
  const std::string wave = cell.wave;
  for (const auto& round : {wave, baseline}) {
    cell.wave = round;
    const auto found = cells_.find(cell);
    if (found == cells_.end()) return Standing::absent;
    if (!found->second.is_shown()) standing = Standing::suppressed;
  }
  return standing;
}

bool ReleasedCells::has_level(const std::string& era, const std::string& area_level) const {
  return area_level.empty() || std::ranges::any_of(cells_, [&](const auto& entry) {
           return entry.first.area_level == area_level && entry.first.era == era;
         });
}

std::vector<ReleasedGoalRow> ReleasedCells::falling(std::vector<ReleasedGoalRow> rows) const {
  std::vector<ReleasedGoalRow> kept;
  for (auto& row : rows) {
    const auto found = standing(
        {row.wave, row.era, row.indicator, row.area_level, row.area, row.sex}, row.baseline);
    if (found == Standing::absent) continue;
    const bool falls = found == Standing::suppressed && row.decision != Decision::suppress;
    kept.push_back(falls ? without_figures(row) : std::move(row));
    if (kept.back().decision == Decision::suppress) name_levels(kept.back());
  }
  return kept;
}

/// A level has the same sign here as where it is published.
void ReleasedCells::name_levels(ReleasedGoalRow& row) const {
  const auto name = [&](const std::string& wave, Published& level) {
    const auto found =
        cells_.find({wave, row.era, row.indicator, row.area_level, row.area, row.sex});
    if (found != cells_.end() && !found->second.is_shown()) level = found->second;
  };
  name(row.baseline, row.baseline_estimate);
  name(row.wave, row.estimate);
}

template <class Row>
bool ReleasedCells::are_all_released(const Row& row) const {
  if (row.area_level.empty())
    return standing({row.wave, "", row.indicator, "", "", row.sex}, row.baseline) ==
           Standing::released;
  return std::ranges::all_of(cells_, [&](const auto& entry) {
    const auto& [cell, estimate] = entry;
    return cell.era != row.era || cell.indicator != row.indicator ||
           cell.area_level != row.area_level || cell.sex != row.sex || estimate.is_shown();
  });
}

std::vector<ReleasedWordingRow> ReleasedCells::falling(std::vector<ReleasedWordingRow> rows) const {
  std::vector<ReleasedWordingRow> kept;
  for (auto& row : rows)
    if (has_level(row.era, row.area_level))
      kept.push_back(are_all_released(row) ? std::move(row) : without_figures(row));
  return kept;
}

std::vector<ReleasedWorstAreaRow> ReleasedCells::falling(
    std::vector<ReleasedWorstAreaRow> rows) const {
  std::vector<ReleasedWorstAreaRow> kept;
  for (auto& released : rows) {
    if (!has_level(released.row.era, released.row.area_level)) continue;
    if (are_all_released(released.row))
      kept.push_back(std::move(released));
    else if (released.row.area.empty())
      kept.push_back({.row = released.row, .decision = Decision::suppress});
  }
  return kept;
}

}  // namespace trygg
