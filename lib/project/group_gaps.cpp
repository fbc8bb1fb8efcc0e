#include "project/group_gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/parallel.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "project/project.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

std::vector<GroupPair> pairs_of(const Project& project) {
  std::vector<GroupPair> pairs{project.pair_of_sexes()};
  pairs.insert(pairs.end(), project.analysis.pairs.begin(), project.analysis.pairs.end());
  return pairs;
}

bool has_any(std::span<const std::string> names, std::span<const std::string> wanted) {
  return std::ranges::any_of(
      wanted, [&](const auto& name) { return std::ranges::find(names, name) != names.end(); });
}

/// The whole, a group, or an area of the level and division that are published.
bool is_published_area(const CubeRow& row, const Project& project) {
  return row.area_level.empty() ||
         (row.area_level == project.main_level && row.era == project.publication.era);
}

Contrast ratio_of(Contrast groups) {
  groups.kind = ContrastKind::ratio;
  for (auto& term : groups.terms) term.coefficient = 1;
  return groups;
}

/// Each group of the standard in either group of the pair: 2G terms.
Contrast standardised(const Contrast& groups, const StandardGroups& standard) {
  Contrast finer{.text = groups.text, .variables = groups.variables, .terms = {}};
  finer.variables.push_back(standard.variable);
  for (const auto& term : groups.terms) {
    for (std::size_t g = 0; g < standard.part.size(); ++g) {
      if (standard.part[g] == 0) continue;
      auto levels = term.levels;
      levels.push_back(standard.levels[g]);
      finer.terms.push_back({term.coefficient * standard.part[g], std::move(levels)});
    }
  }
  return finer;
}

/// R = T_a/T_b with an interval on the log scale, as R/(1 + R) with one on the logit scale. All or
/// none of those with the answer are in the first group where T_b or T_a is 0, but not both.
Result part_of_both(Result r, double first_total) {
  const bool all = std::isnan(r.estimate) && first_total > 0, none = r.estimate == 0;
  r.deff = r.n_effective = r.t = r.p_value = Result::missing;
  if (all || none) {
    r.estimate = all ? 1 : 0;
    r.se = r.lower = r.upper = Result::missing;
    r.notes = {Note::all_or_none};
    return r;
  }
  const auto part = [](double ratio) { return ratio / (1 + ratio); };
  r.se /= (1 + r.estimate) * (1 + r.estimate);
  r.estimate = part(r.estimate);
  r.lower = part(r.lower);
  r.upper = part(r.upper);
  return r;
}

/// Holm's adjustment over the rows that differ in area or group only.
void adjust(std::vector<CubeRow>& rows, const std::vector<std::size_t>& family) {
  std::map<std::tuple<std::size_t, std::string, std::string, std::string, std::string>,
           std::vector<CubeRow*>>
      families;
  for (std::size_t i = 0; i < rows.size(); ++i)
    families[{family[i], rows[i].indicator, rows[i].sex, rows[i].contrast, rows[i].statistic}]
        .push_back(&rows[i]);
  for (auto& [key, members] : families) {
    std::vector<double> p_values;
    for (const auto* row : members) p_values.push_back(row->p_value);
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < members.size(); ++i) members[i]->p_adjusted = adjusted[i];
  }
}

}  // namespace

Contrast difference_of(const GroupPair& pair, const Table& table) {
  Contrast groups{.text = pair.text('-'), .variables = pair.variables, .terms = {}};
  for (const auto* codes : {&pair.first, &pair.second}) {
    ContrastTerm term{.coefficient = codes == &pair.first ? 1.0 : -1.0, .levels = {}};
    for (std::size_t v = 0; v < codes->size(); ++v)
      term.levels.push_back(match_code(table.column(pair.variables[v]), (*codes)[v]));
    groups.terms.push_back(std::move(term));
  }
  return groups;
}

GroupGaps::GroupGaps(const FramedCells& cells, const Table& table, const Design& design,
                     unsigned threads)
    : cells_(cells),
      table_(table),
      design_(design),
      threads_(threads),
      pairs_(pairs_of(cells.project())) {
  if (const auto& standard = cells.project().analysis.standard)
    standard_ = read_standard_groups(*standard, table);
}

void GroupGaps::Rows::add(const FramedCell& cell, const std::string& indicator,
                          std::string_view statistic, const std::string& contrast,
                          const Result& result) {
  row.push_back(filled(cell.row, indicator, statistic, result));
  row.back().contrast = contrast;
  family.push_back(cell.family);
}

/// The cells that the contrast's variables do not divide already, where every term has records.
std::vector<GroupGaps::Compared> GroupGaps::compared(const Contrast& groups) const {
  std::vector<Compared> found;
  for (const auto& cell : cells_.all()) {
    if (!is_published_area(cell.row, cells_.project()) || has_any(cell.variables, groups.variables))
      continue;
    Compared one{&cell, {}};
    for (const auto& term : groups.terms)
      one.terms.push_back(domain_of(groups, term, cell.domain, table_, design_));
    if (std::ranges::none_of(one.terms, &Domain::empty)) found.push_back(std::move(one));
  }
  return found;
}

std::vector<std::vector<Result>> GroupGaps::results(const DomainEstimator& estimator,
                                                    const Contrast& contrast,
                                                    std::span<const Compared> cells) const {
  std::vector<std::vector<Result>> results(cells.size());
  parallel_for(cells.size(), threads_, [&](std::size_t i) {
    estimator.contrasts(contrast, {&cells[i].terms, 1}, std::span(results).subspan(i, 1));
  });
  return results;
}

void GroupGaps::add_distribution(const DomainEstimator& totals, std::span<const Quantity> shares,
                                 const GroupPair& pair, std::span<const Compared> cells,
                                 Rows& rows) const {
  const auto found = results(totals, ratio_of(difference_of(pair, table_)), cells);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::vector<Result> first;
    totals.levels({&cells[i].terms.front(), 1}, {&first, 1});
    for (std::size_t q = 0; q < shares.size(); ++q)
      rows.add(*cells[i].cell, shares[q].indicator, "distribution", pair.distribution_text(),
               part_of_both(found[i][q], first[q].estimate));
  }
}

std::vector<CubeRow> GroupGaps::rows(const DomainEstimator& estimator,
                                     const DomainEstimator& totals,
                                     std::span<const Quantity> quantities) const {
  Rows rows;
  const auto add = [&](const Contrast& contrast, std::span<const Compared> cells,
                       std::string_view ending, const std::string& text) {
    const auto found = results(estimator, contrast, cells);
    for (std::size_t i = 0; i < cells.size(); ++i)
      for (std::size_t q = 0; q < quantities.size(); ++q)
        rows.add(*cells[i].cell, quantities[q].indicator,
                 fmt::format("{}{}", to_text(quantities[q].statistic), ending), text, found[i][q]);
  };
  const auto shares = totals_of(quantities);
  for (const auto& pair : pairs_) {
    const auto groups = difference_of(pair, table_);
    const auto cells = compared(groups);
    add(groups, cells, "", pair.text('-'));
    add(ratio_of(groups), cells, "", pair.text('/'));
    add_distribution(totals, shares, pair, cells, rows);
    if (!standard_ || has_any(pair.variables, std::vector{standard_->variable})) continue;
    const auto finer = standardised(groups, *standard_);
    add(finer, compared(finer), "_standardised", pair.text('-'));
  }
  adjust(rows.row, rows.family);
  return std::move(rows.row);
}

std::vector<std::string> gap_variables(const Project& project) {
  std::vector<std::string> names;
  for (const auto& pair : pairs_of(project))
    names.insert(names.end(), pair.variables.begin(), pair.variables.end());
  if (project.analysis.standard) names.push_back(project.analysis.standard->variable);
  return names;
}

std::vector<Quantity> totals_of(std::span<const Quantity> quantities) {
  std::vector<Quantity> totals;
  for (auto quantity : quantities) {
    if (quantity.statistic != Statistic::share) continue;
    quantity.statistic = Statistic::total;
    quantity.levels.clear();
    totals.push_back(std::move(quantity));
  }
  return totals;
}

}  // namespace trygg
