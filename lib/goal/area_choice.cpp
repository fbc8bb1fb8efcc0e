#include "goal/area_choice.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"

namespace trygg {
namespace {

using Choice = Wording::Choice;

ShareEstimate baseline_of(const GoalRow& row) {
  return {.n = static_cast<double>(row.n_baseline),
          .value = row.baseline_estimate,
          .variance = row.baseline_se * row.baseline_se,
          .df = row.baseline_df};
}

template <class Row>
std::vector<std::string> place_of(const Row& row) {
  return {row.era, row.area_level, row.area, row.sex};
}

void pick(AreaChoice& choice, const std::vector<double>& figures, std::size_t count) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (!std::isnan(figures[i])) order.push_back(i);
  if (order.size() < count) {
    choice.reason = "too_few_areas";
    return;
  }
  std::ranges::stable_sort(order, [&](auto a, auto b) { return figures[a] > figures[b]; });
  order.resize(count);
  for (const auto i : order) choice.figures.push_back(figures[i]);
  choice.picked = std::move(order);
}

}  // namespace

std::vector<AreaFamily> area_families(const std::vector<GoalRow>& rows, const std::string& level) {
  std::map<std::vector<std::string>, std::size_t> known;
  std::vector<AreaFamily> families;
  for (const auto& row : rows) {
    if (row.area.empty() || row.area_level != level) continue;
    const auto [found, is_new] =
        known.emplace(std::vector<std::string>{row.baseline, std::string(to_text(row.occasion)),
                                               row.wave, row.era, row.sex},
                      families.size());
    if (is_new) families.emplace_back();
    families[found->second].rows.push_back(&row);
  }
  for (auto& family : families) {
    std::vector<ShareEstimate> baselines;
    for (const auto* row : family.rows) baselines.push_back(baseline_of(*row));
    family.baseline = shrink(baselines);
  }
  return families;
}

AreaChooser::AreaChooser(const Goal& goal, const Cube& cube)
    : goal_(goal), cells_(goal_cells(goal, cube)) {
  for (std::size_t i = 0; i < cells_.cells.size(); ++i)
    places_.emplace(place_of(*cells_.cells[i].rounds.front()), i);
}

/// Empty: there is none.
std::string AreaChooser::round_for(const AreaFamily& family, const Wording& wording) const {
  const auto& waves = cells_.waves;
  if (!wording.round.empty()) {
    require<ConfigError>(
        std::ranges::find(waves, wording.round) != waves.end(),
        "the goal's wording '{}' chooses areas by '{}', which is no wave of '{}'{}", wording.name,
        wording.round, goal_.indicator, did_you_mean(wording.round, waves));
    require<ConfigError>(
        std::ranges::find(goal_.baselines, wording.round) == goal_.baselines.end(),
        "the goal's wording '{}' chooses areas by {}, which is a baseline: what is "
        "picked by its errors falls by itself; choose by another round, or say "
        "chosen_by = \"baseline\" to see by how much",
        wording.name, wording.round);
    for (const auto& baseline : goal_.baselines)
      require<ConfigError>(year_of(wording.round) < year_of(baseline),
                           "the goal's wording '{}' chooses areas by {}, which is after the "
                           "baseline {}: where the share was greatest then is where it had not "
                           "fallen; choose by an earlier round",
                           wording.name, wording.round, baseline);
    return wording.round;
  }
  std::string found;
  for (const auto& wave : waves)
    if (year_of(wave) < year_of(family.rows.front()->baseline)) found = wave;
  return found;
}

double AreaChooser::estimate(const GoalRow& area, const std::string& wave) const {
  const auto found = places_.find(place_of(area));
  const auto* row = found == places_.end() ? nullptr : cells_.cells[found->second].find(wave);
  return row != nullptr ? row->estimate : GoalRow::missing;
}

AreaChoice AreaChooser::choose(const AreaFamily& family, const Wording& wording,
                               std::optional<Choice> kind) const {
  const auto round = round_for(family, wording);
  AreaChoice choice{.kind = kind.value_or(round.empty() ? Choice::shrink : Choice::other_round)};
  std::vector<double> figures;
  if (choice.kind == Choice::other_round) {
    choice.chosen_by = round;
    if (round.empty()) choice.reason = "no_earlier_round";
    if (!choice.reason.empty()) return choice;
    for (const auto* area : family.rows) figures.push_back(estimate(*area, round));
  } else if (choice.kind == Choice::shrink) {
    choice.chosen_by = "shrink";
    for (const auto& share : family.baseline.shares) figures.push_back(share.value);
  } else {
    choice.chosen_by = "baseline";
    for (const auto* area : family.rows) figures.push_back(area->baseline_estimate);
  }
  // Without estimates of both rounds (a series that broke) there is nothing to say of an area.
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (std::isnan(family.rows[i]->estimate)) figures[i] = GoalRow::missing;
  pick(choice, figures, wording.count);
  return choice;
}

}  // namespace trygg
