#include "change/change.hpp"

#include "base/error.hpp"
#include "change/cell_series.hpp"
#include "change/change_value.hpp"
#include "change/notes.hpp"
#include "change/round_correlations.hpp"
#include "estimate/contrast_text.hpp"
#include "estimate/estimator.hpp"
#include "estimate/result.hpp"

namespace trygg {
namespace {

void check(const ChangeRequest& request) {
  require(request.level > 0 && request.level < 1, "level {}: must lie between 0 and 1",
          request.level);
  require(request.later != request.earlier, "the wave '{}' is compared with itself", request.later);
}

/// A level, a difference between groups and a distribution can be compared with the same of another
/// round; a ratio cannot.
bool is_comparable(const CubeRow& row) {
  return row.contrast.find('/') == std::string::npos || row.statistic == "distribution";
}

RoundValue value_of(const CubeRow& row) {
  return {.estimate = row.estimate,
          .se = row.se,
          .df = row.df,
          .n = static_cast<double>(row.n),
          .is_share = row.contrast.empty() && row.statistic == to_text(Statistic::share)};
}

/// Standard error, interval and test.
void add_uncertainty(CubeRow& change, const CubeRow& now, const CubeRow& before, double correlation,
                     double level) {
  const auto made =
      change_of(value_of(now), value_of(before), correlation, ChangeScale::difference, level);
  change.estimate = made.value;
  change.se = made.se;
  change.df = made.df;
  change.lower = made.lower;
  change.upper = made.upper;
  change.t = made.t;
  change.p_value = made.p_value;
  add_note(change.note, made.note);
}

CubeRow change_between(const CubeRow& now, const CubeRow& before, double correlation,
                       std::string_view rounds, double level) {
  CubeRow change;
  change.wave = now.wave;
  change.era = now.era;
  change.indicator = now.indicator;
  change.statistic = now.statistic;
  change.area_level = now.area_level;
  change.area = now.area;
  change.sex = now.sex;
  change.groups = now.groups;
  change.contrast = now.contrast;
  if (!now.contrast.empty()) change.contrast += ' ';
  change.contrast += rounds;
  change.n = now.n + before.n;
  add_notes(change.note, now.note);
  add_notes(change.note, before.note);
  add_uncertainty(change, now, before, correlation, level);
  return change;
}

/// Holm's adjustment within each family of areas.
void adjust(std::vector<CubeRow>& rows, const std::vector<std::size_t>& family,
            std::size_t families) {
  std::vector<std::vector<std::size_t>> members(families);
  for (std::size_t i = 0; i < rows.size(); ++i) members[family[i]].push_back(i);
  std::vector<double> p_values;
  for (const auto& of_one : members) {
    p_values.clear();
    for (const auto i : of_one) p_values.push_back(rows[i].p_value);
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < of_one.size(); ++i) rows[of_one[i]].p_adjusted = adjusted[i];
  }
}

}  // namespace

std::vector<CubeRow> changes(const CellSeries& series, const ChangeRequest& request,
                             const RoundCorrelations* correlations) {
  check(request);
  const auto later = series.wave(request.later), earlier = series.wave(request.earlier);
  const auto rounds = fmt::format("{}:{}-{}", request.variable, contrast_code(request.later),
                                  contrast_code(request.earlier));
  std::vector<CubeRow> rows;
  std::vector<std::size_t> family;
  for (std::size_t r = 0; r < series.cube().rows.size(); ++r) {
    const auto& now = series.cube().rows[r];
    const auto cell = series.cell_of(r);
    const auto* before = series.row(cell, earlier);
    if (&now != series.row(cell, later) || !before || !is_comparable(now)) continue;
    const double rho = correlations ? correlations->between(now, *before) : 0;
    rows.push_back(change_between(now, *before, rho, rounds, request.level));
    family.push_back(series.family_of(cell));
  }
  adjust(rows, family, series.families());
  return rows;
}

std::vector<CubeRow> changes(const Cube& cube, const ChangeRequest& request) {
  return changes(CellSeries(cube), request);
}

}  // namespace trygg
