#include "change/pooled.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "change/cell_series.hpp"
#include "change/notes.hpp"
#include "change/round_correlations.hpp"
#include "dist/quantiles.hpp"
#include "estimate/estimator.hpp"
#include "estimate/interval.hpp"

namespace trygg {
namespace {

using Rounds = std::vector<const CubeRow*>;

bool is_linear(const CubeRow& row) {
  return row.contrast.find('/') == std::string::npos || row.statistic == "distribution";
}

/// Σ_t Σ_u ρ_tu √(v_t v_u) / T².
double variance_of(const Rounds& rounds, const RoundCorrelations* correlations) {
  double sum = 0;
  for (std::size_t t = 0; t < rounds.size(); ++t) {
    sum += rounds[t]->se * rounds[t]->se;
    for (std::size_t u = 0; u < t && correlations; ++u)
      sum += 2 * correlations->between(*rounds[t], *rounds[u]) * rounds[t]->se * rounds[u]->se;
  }
  return sum / static_cast<double>(rounds.size() * rounds.size());
}

double freedom_of(const Rounds& rounds) {
  double sum = 0, parts = 0;
  for (const auto* row : rounds) {
    const double v = row->se * row->se;
    if (v == 0) continue;
    sum += v;
    parts += v * v / row->df;
  }
  return sum * sum / parts;
}

void add_share_limits(CubeRow& row, double v, double level) {
  const double p = row.estimate, n = static_cast<double>(row.n);
  if (v > 0) row.n_effective = p * (1 - p) / v;
  const double of_n = t_quantile((1 + level) / 2, std::max(n - 1, 1.0));
  const double of_df = t_quantile((1 + level) / 2, row.df);
  const auto limits = korn_graubard_limits(p, korn_graubard_n(p, v, n, of_n, of_df), 1 - level);
  row.lower = limits.lower;
  row.upper = limits.upper;
}

void add_wald(CubeRow& row, double level) {
  if (row.se == 0) return add_note(row.note, to_text(Note::no_variance));
  const auto limits = wald_limits(row.estimate, row.se, t_quantile((1 + level) / 2, row.df));
  row.lower = limits.lower;
  row.upper = limits.upper;
  if (row.contrast.empty()) return;
  row.t = row.estimate / row.se;
  row.p_value = t_two_sided(row.t, row.df);
}

void add_uncertainty(CubeRow& row, const Rounds& rounds, const RoundCorrelations* correlations,
                     double level) {
  const double v = variance_of(rounds, correlations);
  if (std::isnan(v)) return;
  if (v < 0) return add_note(row.note, "negative_variance");
  row.se = std::sqrt(v);
  if (std::ranges::any_of(rounds, [](const auto* r) { return !(r->df > 0); }))
    return add_note(row.note, to_text(Note::df_zero));
  row.df = freedom_of(rounds);
  if (std::isnan(row.df)) {  // no round has a variance
    row.df = 0;
    for (const auto* r : rounds) row.df += r->df;
  }
  if (row.statistic == to_text(Statistic::share) && row.contrast.empty())
    add_share_limits(row, v, level);
  else
    add_wald(row, level);
}

CubeRow pool(const Rounds& rounds, const std::string& wave, bool is_broken,
             const RoundCorrelations* correlations, double level) {
  const auto& last = *rounds.back();
  CubeRow row;
  row.wave = wave;
  row.era = last.era;
  row.indicator = last.indicator;
  row.statistic = last.statistic;
  row.area_level = last.area_level;
  row.area = last.area;
  row.sex = last.sex;
  row.groups = last.groups;
  row.contrast = last.contrast;
  if (is_broken) {
    row.note = "series_break";
    return row;
  }
  double sum = 0;
  for (const auto* r : rounds) {
    row.n += r->n;
    sum += r->estimate;
    add_notes(row.note, r->note);
  }
  row.estimate = sum / static_cast<double>(rounds.size());
  if (!std::isnan(row.estimate)) add_uncertainty(row, rounds, correlations, level);
  return row;
}

/// Whether the series of an indicator is broken between the first and the last round.
class Brokenness {
 public:
  Brokenness(std::span<const SeriesBreak> breaks, std::string first, std::string last)
      : breaks_(breaks), first_(std::move(first)), last_(std::move(last)) {}
  bool of(const std::string& indicator) {
    if (breaks_.empty()) return false;
    const auto [found, is_new] = known_.emplace(indicator, false);
    if (is_new) found->second = !breaks_between(breaks_, indicator, first_, last_).empty();
    return found->second;
  }

 private:
  std::span<const SeriesBreak> breaks_;
  std::string first_, last_;
  std::map<std::string, bool> known_;
};

void adjust(std::vector<CubeRow>& rows, const std::vector<std::size_t>& family,
            std::size_t families) {
  std::vector<std::vector<std::size_t>> members(families);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!rows[i].contrast.empty()) members[family[i]].push_back(i);
  for (const auto& of_one : members) {
    std::vector<double> p_values;
    for (const auto i : of_one) p_values.push_back(rows[i].p_value);
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < of_one.size(); ++i) rows[of_one[i]].p_adjusted = adjusted[i];
  }
}

std::vector<std::size_t> numbers_of(const CellSeries& series, std::span<const std::string> waves) {
  std::vector<std::size_t> numbers;
  for (const auto& wave : waves) {
    const auto number = series.wave(wave);
    require(std::ranges::find(numbers, number) == numbers.end(), "the wave '{}' twice", wave);
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

std::vector<CubeRow> pooled(const CellSeries& series, std::span<const std::string> waves,
                            const RoundCorrelations* correlations,
                            std::span<const SeriesBreak> breaks, double level) {
  require(waves.size() >= 2, "{} rounds: pooled are two or more", waves.size());
  require(level > 0 && level < 1, "level {}: must lie between 0 and 1", level);
  const auto numbers = numbers_of(series, waves);
  const auto name = joined(waves, "+");
  Brokenness broken(breaks, waves.front(), waves.back());
  std::vector<CubeRow> rows;
  std::vector<std::size_t> family;
  for (std::size_t r = 0; r < series.cube().rows.size(); ++r) {
    const auto& last = series.cube().rows[r];
    const auto cell = series.cell_of(r);
    if (&last != series.row(cell, numbers.back()) || !is_linear(last)) continue;
    Rounds rounds;
    for (const auto wave : numbers) rounds.push_back(series.row(cell, wave));
    if (std::ranges::find(rounds, nullptr) != rounds.end()) continue;
    rows.push_back(pool(rounds, name, broken.of(last.indicator), correlations, level));
    family.push_back(series.family_of(cell));
  }
  adjust(rows, family, series.families());
  return rows;
}

}  // namespace trygg
