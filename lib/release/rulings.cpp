#include "release/rulings.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <set>

#include "base/parallel.hpp"
#include "release/published_unit.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 4> linear{"share", "mean", "count", "total"};

constexpr auto confidential_before = "confidential_before";

/// Whether the parts of a domain give the whole's figure, by their weights.
bool is_linear(const CubeRow& row) {
  return std::ranges::find(linear, row.statistic) != linear.end();
}

std::vector<Suppression> suppressed_among(const std::vector<const CubeRow*>& rows,
                                          const std::function<const Ruling&(const CubeRow&)>& of) {
  std::vector<Suppression> suppression;
  for (const auto* row : rows)
    suppression.push_back(!of(*row).suppresses()                   ? Suppression::none
                          : of(*row).reason == confidential_before ? Suppression::kept
                                                                   : Suppression::primary);
  return suppression;
}

double half_unit_of(const CubeRow& row, Comparison comparison, const ReleaseRules& rules) {
  const auto unit = unit_of(row, comparison, rules);
  const int shift = unit.scale == Scale::percent ? 2 : 0;
  return 0.5 * std::pow(10.0, -(unit.decimals + shift));
}

std::vector<SaidOfLevels> said_of(const CubeRow& comparison, const Components& components,
                                  const ReleaseRules& rules) {
  const double half_unit = half_unit_of(comparison, components.comparison, rules);
  SaidOfLevels said{.known = known_of_difference(comparison, half_unit)};
  for (std::size_t i = 0; i < components.cells.size(); ++i) {
    said.levels.push_back(key_of(*components.cells[i]));
    said.coefficient.push_back(std::popcount(i) % 2 == 0 ? 1.0 : -1.0);
  }
  if (components.comparison == Comparison::difference) return {said};
  // A ratio of ratios is not linear in its four levels.
  if (said.levels.size() != 2) return {};
  return said_of_ratio(said.levels[0], said.levels[1],
                       rounded_interval(comparison.estimate, half_unit));
}

}  // namespace

Rulings::Rulings(const Cube& cube, const std::vector<const CubeRow*>& smallest,
                 const ReleaseRules& rules, const ReleaseScope& scope,
                 std::span<const SaidOfLevels> said)
    : cube_(cube), rulings_(cube.rows.size()), components_(cube.rows.size()) {
  const ContrastReader reader(cube);
  for (std::size_t i = 0; i < cube.rows.size(); ++i)
    if (!cube.rows[i].contrast.empty()) components_[i] = reader.components(cube.rows[i]);
  rule_on_levels(rules, scope.confidential_before);
  if (rules.protection.asked()) protect_families(smallest, rules, scope.nesting, said);
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

void Rulings::rule_on_levels(const ReleaseRules& rules, const std::set<CellKey>& before) {
  std::set<std::pair<std::string, std::string>> asked;
  for (const auto& row : cube_.rows)
    if (row.contrast.empty() && row.n > 0) asked.insert({row.indicator, row.wave});
  for (const auto& row : cube_.rows)
    if (row.contrast.empty())
      rulings_[number(row)] = asked.contains({row.indicator, row.wave})
                                  ? rule_on_level(row, rules)
                                  : Ruling{Decision::suppress, "not_asked", Symbol::impossible};
  if (before.empty()) return;
  for (const auto& row : cube_.rows) {
    auto& ruling = rulings_[number(row)];
    if (row.contrast.empty() && !ruling.suppresses() && before.contains(key_of(row)))
      ruling = {Decision::suppress, confidential_before, Symbol::confidential};
  }
}

void Rulings::protect_families(const std::vector<const CubeRow*>& smallest,
                               const ReleaseRules& rules, const AreaNesting& nesting,
                               std::span<const SaidOfLevels> said) {
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
  for (const auto& one : said)
    families[{one.levels.front().indicator, one.levels.front().statistic}].said.push_back(&one);
  std::erase_if(families, [](const auto& family) { return family.second.rows.empty(); });
  std::vector<const Family*> all;
  for (const auto& [name, family] : families) all.push_back(&family);
  parallel_for(all.size(), 0, [&](std::size_t f) { protect_family(*all[f], rules, nesting); });
}

void Rulings::protect_family(const Family& family, const ReleaseRules& rules,
                             const AreaNesting& nesting) {
  auto suppression =
      suppressed_among(family.rows, [&](const CubeRow& r) -> const Ruling& { return of(r); });
  if (std::ranges::all_of(suppression, [](auto s) { return s == Suppression::none; })) return;
  const double half_unit = half_unit_of(*family.rows.front(), Comparison::difference, rules);
  const auto table = linked_table(family.rows, family.smallest, nesting);
  std::vector<char> flagged;
  for (const auto* row : family.rows) flagged.push_back(of(*row).decision == Decision::flag);
  protect(table, forms(family, rules, suppression), half_unit, rules.protection, flagged,
          suppression);
  for (std::size_t i = 0; i < family.rows.size(); ++i)
    if (suppression[i] == Suppression::secondary)
      rulings_[number(*family.rows[i])] = {Decision::suppress, "secondary", Symbol::confidential};
}

/// What is published of several cells of the family together: its comparisons, and what is said
/// elsewhere. Of two terms the cells come as aa', ba', ab', bb': the sign is that of the number of
/// second groups.
std::vector<LinkedForm> Rulings::forms(const Family& family, const ReleaseRules& rules,
                                       std::span<const Suppression> suppression) const {
  std::map<CellKey, std::size_t> place;
  for (std::size_t i = 0; i < family.rows.size(); ++i) place[key_of(*family.rows[i])] = i;
  std::vector<LinkedForm> all;
  const auto add = [&](const SaidOfLevels& said) {
    LinkedForm form{.coefficient = said.coefficient, .known = said.known};
    for (const auto& level : said.levels) {
      const auto found = place.find(level);
      // A level that does not go out takes this with it.
      if (found == place.end() || suppression[found->second] != Suppression::none) return;
      form.cells.push_back(found->second);
    }
    all.push_back(std::move(form));
  };
  for (const auto* row : family.comparisons)
    if (components(*row) && !std::isnan(row->estimate))
      for (const auto& said : said_of(*row, *components(*row), rules)) add(said);
  for (const auto* said : family.said) add(*said);
  return all;
}

}  // namespace trygg
