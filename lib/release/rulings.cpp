#include "release/rulings.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

#include "base/parallel.hpp"
#include "release/published_unit.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 4> linear{"share", "mean", "count", "total"};

/// Whether the parts of a domain give the whole's figure, by their weights.
bool is_linear(const CubeRow& row) {
  return std::ranges::find(linear, row.statistic) != linear.end();
}

std::vector<Suppression> suppressed_among(const std::vector<const CubeRow*>& rows,
                                          const std::function<const Ruling&(const CubeRow&)>& of) {
  std::vector<Suppression> suppression;
  for (const auto* row : rows)
    suppression.push_back(of(*row).suppresses() ? Suppression::primary : Suppression::none);
  return suppression;
}

}  // namespace

double half_unit_of(const CubeRow& row, const ReleaseRules& rules) {
  const auto unit = unit_of(row, Comparison::difference, rules);
  const int shift = unit.scale == Scale::percent ? 2 : 0;
  return 0.5 * std::pow(10.0, -(unit.decimals + shift));
}

Rulings::Rulings(const Cube& cube, const std::vector<const CubeRow*>& smallest,
                 const ReleaseRules& rules, const ReleaseScope& scope)
    : cube_(cube), rulings_(cube.rows.size()), components_(cube.rows.size()) {
  const ContrastReader reader(cube);
  for (std::size_t i = 0; i < cube.rows.size(); ++i)
    if (!cube.rows[i].contrast.empty()) components_[i] = reader.components(cube.rows[i]);
  rule_on_levels(rules);
  if (rules.protection.asked()) protect_families(smallest, rules, scope.nesting);
  for (std::size_t i = 0; i < cube.rows.size(); ++i)
    if (!cube.rows[i].contrast.empty())
      rulings_[i] =
          rule_on_comparison(cube.rows[i], components_[i],
                             [&](const CubeRow& row) -> const Ruling& { return of(row); });
}

const Ruling& Rulings::of(const CubeRow& row) const {
  return rulings_[number(row)];
}

const std::optional<Components>& Rulings::components(const CubeRow& row) const {
  return components_[number(row)];
}

void Rulings::rule_on_levels(const ReleaseRules& rules) {
  for (const auto& row : cube_.rows)
    if (row.contrast.empty()) rulings_[number(row)] = rule_on_level(row, rules);
}

void Rulings::protect_families(const std::vector<const CubeRow*>& smallest,
                               const ReleaseRules& rules, const AreaNesting& nesting) {
  std::map<std::pair<std::string, std::string>, Family> families;
  const auto family_of = [&](const CubeRow& row) -> Family& {
    return families[{row.indicator, row.statistic}];
  };
  for (const auto& row : cube_.rows)
    if (is_linear(row)) {
      auto& family = family_of(row);
      (row.contrast.empty() ? family.rows : family.comparisons).push_back(&row);
    }
  for (const auto* row : smallest) family_of(*row).smallest.push_back(row);
  std::vector<const Family*> all;
  for (const auto& [name, family] : families) all.push_back(&family);
  parallel_for(all.size(), 0, [&](std::size_t f) { protect_family(*all[f], rules, nesting); });
}

void Rulings::protect_family(const Family& family, const ReleaseRules& rules,
                             const AreaNesting& nesting) {
  auto suppression =
      suppressed_among(family.rows, [&](const CubeRow& r) -> const Ruling& { return of(r); });
  if (std::ranges::all_of(suppression, [](auto s) { return s == Suppression::none; })) return;
  const double half_unit = half_unit_of(*family.rows.front(), rules);
  const auto table = linked_table(family.rows, family.smallest, nesting);
  std::vector<char> flagged;
  for (const auto* row : family.rows) flagged.push_back(of(*row).decision == Decision::flag);
  protect(table, differences(family, half_unit), half_unit, rules.protection, flagged, suppression);
  for (std::size_t i = 0; i < family.rows.size(); ++i)
    if (suppression[i] == Suppression::secondary)
      rulings_[number(*family.rows[i])] = {Decision::suppress, "secondary", Symbol::confidential};
}

/// Published differences between published cells of the family. Of two terms the cells come as
/// aa', ba', ab', bb': the sign is that of the number of second groups.
std::vector<LinkedDifference> Rulings::differences(const Family& family, double half_unit) const {
  std::map<const CubeRow*, std::size_t> place;
  for (std::size_t i = 0; i < family.rows.size(); ++i) place[family.rows[i]] = i;
  std::vector<LinkedDifference> all;
  for (const auto* row : family.comparisons) {
    const auto& found = components(*row);
    if (!found || found->comparison == Comparison::ratio || std::isnan(row->estimate)) continue;
    LinkedDifference difference{.value = row->estimate, .half_unit = half_unit};
    for (std::size_t i = 0; i < found->cells.size(); ++i) {
      difference.cells.push_back(place.at(found->cells[i]));
      difference.sign.push_back(std::popcount(i) % 2 == 0 ? 1.0 : -1.0);
    }
    all.push_back(std::move(difference));
  }
  return all;
}

}  // namespace trygg
