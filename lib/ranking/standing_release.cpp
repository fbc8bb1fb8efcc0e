#include "ranking/standing_release.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace trygg {
namespace {

/// Where a level is in a release; the whole has neither era, level nor code.
using Key =
    std::tuple<std::string, std::string, std::string, std::string, std::string, std::string>;

Key key_of(const ReleasedRow& row) {
  return {row.wave,       row.indicator, row.sex, row.area.empty() ? "" : row.era,
          row.area_level, row.area};
}

Key area_key(const CubeRow& area) {
  return {area.wave, area.indicator, area.sex, area.era, area.area_level, area.area};
}

Key whole_key(const CubeRow& area) {
  return {area.wave, area.indicator, area.sex, "", "", ""};
}

/// The decision on a level, and the symbol that stands for it where it is suppressed.
struct Standing {
  Decision decision = Decision::suppress;
  Symbol symbol = Symbol::uncertain;
};

/// The decisions on levels without groups.
class Decisions {
 public:
  explicit Decisions(const Release& levels) {
    for (const auto& row : levels.rows)
      if (row.contrast.empty() &&
          std::ranges::all_of(row.groups, [](const std::string& g) { return g.empty(); }))
        decisions_.emplace(key_of(row), Standing{row.decision, symbol_of(row.estimate)});
  }
  /// What is not in the release is not published.
  Standing of(const Key& key) const {
    const auto found = decisions_.find(key);
    return found == decisions_.end() ? Standing{} : found->second;
  }

 private:
  std::map<Key, Standing> decisions_;
};

bool is_share(const AreaStanding& s) {
  return s.area.statistic == "share";
}

bool is_estimable(const AreaStanding& s) {
  return std::isfinite(s.difference) && std::isfinite(s.lower) && std::isfinite(s.upper) &&
         s.lower < s.upper;
}

void decide(const AreaStanding& s, const Decisions& decisions, ReleasedRow& row) {
  const auto area = decisions.of(area_key(s.area)), whole = decisions.of(whole_key(s.area));
  const auto either = [&](Decision d) { return area.decision == d || whole.decision == d; };
  row.decision = Decision::suppress;
  if (either(Decision::suppress)) {
    row.reason = "cell_suppressed";
    const auto& suppressed = area.decision == Decision::suppress ? area : whole;
    for (auto* number : {&row.n, &row.estimate, &row.lower, &row.upper, &row.margin})
      *number = Published::withheld(suppressed.symbol);
  } else if (!is_estimable(s)) {
    row.reason = "not_estimable";
  } else if (either(Decision::flag)) {
    row.decision = Decision::flag;
    row.reason = "cell_flagged";
  } else if (is_share(s) && (s.area.estimate <= 0 || s.area.estimate >= 1)) {
    row.decision = Decision::flag;
    row.reason = "cell_all_or_none";
  } else {
    row.decision = Decision::show;
  }
}

Finding finding_of(const ReleasedRow& row, const AreaStanding& s, const ReleaseRules& rules) {
  if (row.decision == Decision::flag || !(s.area.df >= rules.minimum_df))
    return Finding::undetermined;
  const double lower = row.lower.value(), upper = row.upper.value();
  if (lower > 0) return Finding::higher;
  if (upper < 0) return Finding::lower;
  if (!is_share(s)) return Finding::undetermined;
  if (lower >= -rules.similar_within && upper <= rules.similar_within) return Finding::similar;
  return (upper - lower) / 2 <= rules.widest ? Finding::not_shown : Finding::undetermined;
}

Published difference_of(const AreaStanding& s, const ReleaseRules& rules) {
  return is_share(s) ? Published::shown(s.difference, rules.decimals, Scale::percent)
                     : Published::shown(s.difference, rules.mean_decimals);
}

ReleasedRow released_row(const AreaStanding& s, const Release& levels, const Decisions& decisions,
                         const ReleaseRules& rules) {
  const auto& a = s.area;
  ReleasedRow row{a.wave, a.era, a.indicator, a.statistic, a.area_level, a.area, a.sex};
  row.groups.resize(levels.group_names.size());
  row.contrast = against_whole_contrast;
  decide(s, decisions, row);
  row.finding = Finding::suppressed;
  if (row.decision == Decision::suppress) return row;
  const auto scale = is_share(s) ? Scale::percent : Scale::unit;
  const int decimals = is_share(s) ? rules.decimals : rules.mean_decimals;
  row.n = Published::shown(static_cast<double>(a.n), 0);
  row.estimate = difference_of(s, rules);
  row.lower = Published::shown(s.lower, decimals, scale);
  row.upper = Published::shown(s.upper, decimals, scale);
  row.margin = Published::withheld(Symbol::none);
  row.finding = finding_of(row, s, rules);
  return row;
}

}  // namespace

std::vector<ReleasedRow> released_standings(const std::vector<AreaStanding>& standings,
                                            const Release& levels, const ReleaseRules& rules) {
  const Decisions decisions(levels);
  std::vector<ReleasedRow> rows;
  rows.reserve(standings.size());
  for (const auto& s : standings) rows.push_back(released_row(s, levels, decisions, rules));
  return rows;
}

std::vector<SaidOfLevels> said_of_standings(const std::vector<AreaStanding>& standings,
                                            const ReleaseRules& rules) {
  std::vector<SaidOfLevels> said;
  for (const auto& s : standings) {
    if (!is_estimable(s)) continue;
    auto area = key_of(s.area), whole = area;
    for (auto* text : {&whole.era, &whole.area_level, &whole.area}) text->clear();
    const auto scale = is_share(s) ? Scale::percent : Scale::unit;
    said.push_back({{area, whole}, {1, -1}, before_rounding(difference_of(s, rules), scale)});
  }
  return said;
}

}  // namespace trygg
