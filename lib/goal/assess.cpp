#include "goal/assess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "change/trend.hpp"
#include "estimate/cube.hpp"
#include "goal/cells.hpp"
#include "goal/families.hpp"
#include "goal/judge.hpp"
#include "goal/share_parts.hpp"

namespace trygg {
namespace {

ShareEstimate share_of(const CubeRow& row) {
  return {.n = static_cast<double>(row.n),
          .value = row.estimate,
          .variance = row.se * row.se,
          .df = row.df};
}

SharePart part_of(double weight, const ShareEstimate& share) {
  return {weight, share.n, share.value, share.variance, share.df};
}

/// The share of a cell at a time, and how it goes together with another round.
struct Moment {
  std::string wave, last;  ///< `last`: the round, or the second of two
  double year;
  ShareEstimate share;
  std::size_t n;
  double correlation;  ///< with the baseline
};

class Assessor {
 public:
  Assessor(const Goal& goal, const GoalCells& cells, const AssessOptions& options)
      : goal_(goal), cells_(cells), options_(options) {}

  std::vector<GoalRow> rows() const {
    std::vector<GoalRow> rows;
    for (const auto& baseline : goal_.baselines) {
      std::unordered_map<const CubeRow*, std::size_t> of_round;
      for (const auto& [cell, row] : cells_.rows)
        if (add_round(rows, cells_.cells[cell], *row, baseline))
          of_round.emplace(row, rows.size() - 1);
      for (const auto& cell : cells_.cells) add_target_year(rows, cell, baseline, of_round);
    }
    return rows;
  }

 private:
  double correlation(const CubeRow& a, const CubeRow& b) const {
    return options_.correlation ? options_.correlation(a, b) : 0;
  }

  Moment moment_of(const CubeRow& row, const CubeRow& baseline) const {
    return {row.wave,      row.wave, year_of(row.wave),
            share_of(row), row.n,    correlation(row, baseline)};
  }

  GoalRow row_of(const Moment& moment, const CubeRow& baseline, Occasion occasion) const {
    GoalRow row;
    row.wave = moment.wave;
    row.baseline = baseline.wave;
    row.occasion = occasion;
    row.era = baseline.era;
    row.indicator = baseline.indicator;
    row.area_level = baseline.area_level;
    row.area = baseline.area;
    row.sex = baseline.sex;
    row.n_baseline = baseline.n;
    row.n = moment.n;
    if (add_breaks(row, baseline.wave, moment)) return row;
    judge(row,
          {.now = moment.share, .baseline = share_of(baseline), .correlation = moment.correlation},
          moment.year, goal_);
    return row;
  }

  /// Whether the indicator was another when the baseline was taken; the note says why.
  bool add_breaks(GoalRow& row, const std::string& baseline, const Moment& moment) const {
    const auto found = breaks_between(options_.breaks, goal_.indicator, baseline, moment.last);
    if (found.empty()) return false;
    row.note = "series_break";
    for (const auto& each : found) row.note += fmt::format(" {}", to_text(each.kind));
    if (moment.year < goal_.target_year) row.note += " before_target_year";
    return true;
  }

  bool add_round(std::vector<GoalRow>& rows, const GoalCell& cell, const CubeRow& row,
                 const std::string& baseline) const {
    const auto* base = cell.find(baseline);
    if (base == nullptr || year_of(row.wave) <= year_of(baseline)) return false;
    rows.push_back(row_of(moment_of(row, *base), *base, Occasion::round));
    if (year_of(row.wave) < goal_.target_year) add_projection(rows.back(), cell, row);
    return true;
  }

  void add_target_year(std::vector<GoalRow>& rows, const GoalCell& cell,
                       const std::string& baseline,
                       const std::unordered_map<const CubeRow*, std::size_t>& of_round) const {
    const auto* base = cell.find(baseline);
    if (base == nullptr) return;
    const CubeRow *before = nullptr, *after = nullptr;
    for (const auto* row : cell.rounds) {
      const double year = year_of(row->wave);
      if (year <= year_of(baseline)) continue;
      if (year <= goal_.target_year) before = row;
      if (year >= goal_.target_year && after == nullptr) after = row;
    }
    if (before == nullptr && after == nullptr) return;
    auto answer = rows[of_round.at(nearest(before, after))];
    answer.occasion = Occasion::nearest;
    rows.push_back(std::move(answer));
    if (before == nullptr || after == nullptr || before == after) return;
    rows.push_back(row_of(between(*before, *after, *base), *base, Occasion::interpolated));
  }

  /// The rounds of the cell up to `last`, with what they have in common.
  RoundSeries series_to(const GoalCell& cell, const CubeRow& last) const {
    RoundSeries series{.breaks = break_years(options_.breaks, goal_.indicator)};
    std::vector<const CubeRow*> rounds;
    for (std::size_t i = 0; i < cell.rounds.size() && cell.years[i] <= year_of(last.wave); ++i) {
      const auto share = share_of(*cell.rounds[i]);
      rounds.push_back(cell.rounds[i]);
      series.rounds.push_back({.year = cell.years[i],
                               .n = share.n,
                               .value = share.value,
                               .variance = share.variance,
                               .df = share.df});
    }
    if (!options_.correlation) return series;
    for (const auto* a : rounds)
      for (const auto* b : rounds) series.correlation.push_back(a == b ? 1 : correlation(*a, *b));
    return series;
  }

  void add_projection(GoalRow& row, const GoalCell& cell, const CubeRow& last) const {
    if (row.state == Verdict::not_available) return;
    const auto lines = fit_trend(series_to(cell, last), goal_.level);
    if (lines.empty()) return;
    const auto found = project(lines.back(), goal_.target_year, goal_.level);
    row.projection = found.value;
    row.projection_lower = found.lower;
    row.projection_upper = found.upper;
    if (!found.reason.empty()) row.note += fmt::format(" projection_{}", found.reason);
  }

  const CubeRow* nearest(const CubeRow* before, const CubeRow* after) const {
    if (before == nullptr || after == nullptr) return before == nullptr ? after : before;
    const double to_before = goal_.target_year - year_of(before->wave);
    return year_of(after->wave) - goal_.target_year <= to_before ? after : before;
  }

  Moment between(const CubeRow& before, const CubeRow& after, const CubeRow& base) const {
    const double year_a = year_of(before.wave), year_b = year_of(after.wave);
    const double b = (goal_.target_year - year_a) / (year_b - year_a), a = 1 - b;
    const auto share_a = share_of(before), share_b = share_of(after);
    const double sa = a * se_in_sum(share_a, goal_.level), sb = b * se_in_sum(share_b, goal_.level);
    const double v = sa * sa + sb * sb + 2 * correlation(before, after) * sa * sb;
    const double sum = sa * sa + sb * sb;
    const double df = sum * sum / (std::pow(sa, 4) / before.df + std::pow(sb, 4) / after.df);
    const double with_base = sa * correlation(before, base) + sb * correlation(after, base);
    const auto n = std::min(before.n, after.n);
    ShareEstimate share{.n = static_cast<double>(n),
                        .value = a * before.estimate + b * after.estimate,
                        .variance = v,
                        .df = sum > 0 ? df : std::min(before.df, after.df)};
    set_parts(share, {part_of(a, share_a), part_of(b, share_b)});
    return {.wave = shortest(goal_.target_year),
            .last = after.wave,
            .year = goal_.target_year,
            .share = share,
            .n = n,
            .correlation = v > 0 ? with_base / std::sqrt(v) : 0};
  }

  const Goal& goal_;
  const GoalCells& cells_;
  const AssessOptions& options_;
};

}  // namespace

std::vector<GoalRow> assess(const Goal& goal, const Cube& cube, const AssessOptions& options) {
  require(!goal.baselines.empty(), "a goal without a baseline");
  const auto cells = goal_cells(goal, cube);
  auto rows = Assessor(goal, cells, options).rows();
  adjust(rows, goal.alpha());
  return rows;
}

}  // namespace trygg
