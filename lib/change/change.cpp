#include "change/change.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "dist/quantiles.hpp"
#include "estimate/contrast_text.hpp"
#include "estimate/cube_index.hpp"
#include "estimate/estimator.hpp"
#include "estimate/result.hpp"

namespace trygg {
namespace {

void check(const Cube& cube, const ChangeRequest& request) {
  require(request.level > 0 && request.level < 1, "level {}: must lie between 0 and 1",
          request.level);
  require(request.later != request.earlier, "the wave '{}' is compared with itself", request.later);
  std::vector<std::string> waves;
  for (const auto& row : cube.rows)
    if (std::ranges::find(waves, row.wave) == waves.end()) waves.push_back(row.wave);
  for (const auto wave : {request.later, request.earlier})
    require<InputError>(std::ranges::find(waves, wave) != waves.end(),
                        "the wave '{}' is not in the cube{}", wave, did_you_mean(wave, waves));
}

/// A difference between groups of one round can be compared with the same of another; a ratio
/// cannot.
bool is_comparable(const CubeRow& row) {
  return row.contrast.empty() || row.contrast.find('/') == std::string::npos;
}

void add_note(std::string& notes, std::string_view note) {
  const auto known = split(notes, ' ');
  if (note.empty() || std::ranges::find(known, note) != known.end()) return;
  if (!notes.empty()) notes += ' ';
  notes += note;
}

/// Standard error, interval and test from the variances of two independent estimates.
void add_uncertainty(CubeRow& change, const CubeRow& now, const CubeRow& before, double level) {
  const double v1 = now.se * now.se, v0 = before.se * before.se, v = v1 + v0;
  change.se = std::sqrt(v);
  if (std::isnan(v)) return;
  if (v <= 0) return add_note(change.note, to_text(Note::no_variance));
  if (!(now.df > 0) || !(before.df > 0)) return add_note(change.note, to_text(Note::df_zero));
  change.df = v * v / (v1 * v1 / now.df + v0 * v0 / before.df);
  const double margin = t_quantile((1 + level) / 2, change.df) * change.se;
  change.lower = change.estimate - margin;
  change.upper = change.estimate + margin;
  change.t = change.estimate / change.se;
  change.p_value = t_two_sided(change.t, change.df);
}

CubeRow change_between(const CubeRow& now, const CubeRow& before, const ChangeRequest& request) {
  CubeRow change;
  change.wave = now.wave;
  change.era = now.era;
  change.indicator = now.indicator;
  change.statistic = now.statistic;
  change.area_level = now.area_level;
  change.area = now.area;
  change.sex = now.sex;
  change.groups = now.groups;
  change.contrast =
      fmt::format("{}{}{}:{}-{}", now.contrast, now.contrast.empty() ? "" : " ", request.variable,
                  contrast_code(request.later), contrast_code(request.earlier));
  change.n = now.n + before.n;
  change.estimate = now.estimate - before.estimate;
  for (const auto* row : {&now, &before})
    for (const auto& note : split(row->note, ' ')) add_note(change.note, note);
  add_uncertainty(change, now, before, request.level);
  return change;
}

/// Holm's adjustment within each family of areas.
void adjust(std::vector<CubeRow>& changes) {
  std::map<CellKey, std::vector<CubeRow*>> families;
  for (auto& row : changes) {
    auto family = key_of(row);
    family.area.clear();
    families[family].push_back(&row);
  }
  for (auto& [family, rows] : families) {
    std::vector<double> p_values;
    for (const auto* row : rows) p_values.push_back(row->p_value);
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i]->p_adjusted = adjusted[i];
  }
}

}  // namespace

std::vector<CubeRow> changes(const Cube& cube, const ChangeRequest& request) {
  check(cube, request);
  const CubeIndex index(cube);
  std::vector<CubeRow> rows;
  for (const auto& now : cube.rows) {
    if (now.wave != request.later || !is_comparable(now)) continue;
    auto key = key_of(now);
    key.wave = request.earlier;
    if (const auto* before = index.find(key)) rows.push_back(change_between(now, *before, request));
  }
  adjust(rows);
  return rows;
}

}  // namespace trygg
