#include "release/release.hpp"

#include <algorithm>
#include <cmath>

#include "estimate/cube.hpp"
#include "release/components.hpp"

namespace trygg {
namespace {

constexpr std::string_view too_few = "..";

struct Ruling {
  Decision decision = Decision::show;
  std::string_view reason;
};

bool has_interval(const CubeRow& row) {
  return std::isfinite(row.estimate) && std::isfinite(row.lower) && std::isfinite(row.upper);
}

Ruling rule_on_level(const CubeRow& row, const ReleaseRules& rules) {
  if (row.n < rules.minimum_base) return {Decision::suppress, "few_answers"};
  if (!has_interval(row)) return {Decision::suppress, "not_estimable"};
  if (row.n < rules.flag_base) return {Decision::flag, "small_base"};
  return {};
}

bool all_or_none(const CubeRow& cell) {
  return cell.statistic == "share" && (cell.estimate <= 0 || cell.estimate >= 1);
}

Ruling rule_on_comparison(const CubeRow& row, const std::optional<Components>& components,
                          const ReleaseRules& rules) {
  if (!components) return {Decision::suppress, "cells_not_found"};
  if (row.note == series_break_note) return {Decision::suppress, series_break_note};
  const auto& cells = components->cells;
  const auto any = [&](Decision decision) {
    return std::ranges::any_of(cells, [&](const CubeRow* cell) {
      return rule_on_level(*cell, rules).decision == decision;
    });
  };
  if (any(Decision::suppress)) return {Decision::suppress, "cell_suppressed"};
  if (!has_interval(row) || !(row.lower < row.upper)) return {Decision::suppress, "not_estimable"};
  if (any(Decision::flag)) return {Decision::flag, "cell_flagged"};
  // A share of 0 or 1 has standard error 0: the interval of a difference from it is too narrow.
  if (std::ranges::any_of(cells, [](const CubeRow* cell) { return all_or_none(*cell); }))
    return {Decision::flag, "cell_all_or_none"};
  return {};
}

/// How the numbers of a row are published.
struct Unit {
  Scale scale = Scale::unit;
  int decimals = 0;
};

Unit unit_of(const CubeRow& row, Comparison comparison, const ReleaseRules& rules) {
  if (comparison == Comparison::ratio) return {Scale::unit, rules.mean_decimals};
  if (row.statistic == "share") return {Scale::percent, rules.decimals};
  if (row.statistic == "count" || row.statistic == "total") return {Scale::unit, 0};
  return {Scale::unit, rules.mean_decimals};
}

/// What the published interval permits to say.
Finding finding_of(const ReleasedRow& row, Unit unit, Comparison comparison,
                   const ReleaseRules& rules) {
  const double lower = row.lower.value(), upper = row.upper.value();
  const double equal = comparison == Comparison::ratio ? 1.0 : 0.0;
  if (lower > equal) return Finding::higher;
  if (upper < equal) return Finding::lower;
  if (unit.scale != Scale::percent) return Finding::undetermined;
  if (lower >= -rules.similar_within && upper <= rules.similar_within) return Finding::similar;
  return row.margin.value() <= rules.widest ? Finding::not_shown : Finding::undetermined;
}

ReleasedRow identified(const CubeRow& row) {
  ReleasedRow released;
  released.wave = row.wave;
  released.era = row.era;
  released.indicator = row.indicator;
  released.statistic = row.statistic;
  released.area_level = row.area_level;
  released.area = row.area;
  released.sex = row.sex;
  released.groups = row.groups;
  released.contrast = row.contrast;
  const bool margin_is_withheld = !row.contrast.empty();
  released.margin = Published::withheld(margin_is_withheld ? too_few : "");
  return released;
}

void publish(ReleasedRow& released, const CubeRow& row, Unit unit) {
  released.n = Published::shown(static_cast<double>(row.n), 0);
  released.estimate = Published::shown(row.estimate, unit.decimals, unit.scale);
  released.lower = Published::shown(row.lower, unit.decimals, unit.scale);
  released.upper = Published::shown(row.upper, unit.decimals, unit.scale);
}

ReleasedRow release_level(const CubeRow& row, const ReleaseRules& rules) {
  auto released = identified(row);
  const auto ruling = rule_on_level(row, rules);
  released.decision = ruling.decision;
  released.reason = ruling.reason;
  if (ruling.decision != Decision::suppress)
    publish(released, row, unit_of(row, Comparison::difference, rules));
  return released;
}

ReleasedRow release_comparison(const CubeRow& row, const ContrastReader& reader,
                               const ReleaseRules& rules) {
  auto released = identified(row);
  const auto components = reader.components(row);
  const auto ruling = rule_on_comparison(row, components, rules);
  released.decision = ruling.decision;
  released.reason = ruling.reason;
  released.finding = Finding::suppressed;
  if (ruling.reason == series_break_note) released.finding = Finding::broken;
  if (ruling.decision == Decision::suppress) return released;

  const auto unit = unit_of(row, components->comparison, rules);
  publish(released, row, unit);
  if (components->comparison == Comparison::difference)
    released.margin = Published::shown((row.upper - row.lower) / 2, unit.decimals, unit.scale);
  else
    released.margin = Published::withheld("");
  const bool certain = ruling.decision == Decision::show && row.df >= rules.minimum_df;
  released.finding =
      certain ? finding_of(released, unit, components->comparison, rules) : Finding::undetermined;
  return released;
}

}  // namespace

Release release(const Cube& cube, const ReleaseRules& rules) {
  const ContrastReader reader(cube);
  Release released{.group_names = cube.group_names};
  for (const auto& row : cube.rows)
    released.rows.push_back(row.contrast.empty() ? release_level(row, rules)
                                                 : release_comparison(row, reader, rules));
  return released;
}

}  // namespace trygg
