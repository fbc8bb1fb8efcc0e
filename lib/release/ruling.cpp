#include "release/ruling.hpp"

#include <algorithm>
#include <cmath>

#include "estimate/cube.hpp"
#include "release/components.hpp"

namespace trygg {
namespace {

constexpr auto cell_suppressed = "cell_suppressed";

bool has_interval(const CubeRow& row) {
  return std::isfinite(row.estimate) && std::isfinite(row.lower) && std::isfinite(row.upper);
}

bool all_or_none(const CubeRow& cell) {
  return cell.statistic == "share" && (cell.estimate <= 0 || cell.estimate >= 1);
}

/// The first rule that holds and decides; a rule to show only ends the asking.
const ReleaseRule* deciding(const CubeRow& row, const ReleaseRules& rules) {
  for (const auto& rule : rules.rules)
    if (rule.decision != Decision::flag && holds(rule, row)) return &rule;
  return nullptr;
}

const ReleaseRule* flagging(const CubeRow& row, const ReleaseRules& rules, std::string_view shown) {
  for (const auto& rule : rules.rules)
    if (rule.decision == Decision::flag && (rule.unless.empty() || rule.unless != shown) &&
        holds(rule, row))
      return &rule;
  return nullptr;
}

}  // namespace

std::string Ruling::told_reason() const {
  const bool is_told = !suppresses() || symbol != Symbol::confidential || reason == cell_suppressed;
  return is_told ? reason : "confidential";
}

Ruling rule_on_level(const CubeRow& row, const ReleaseRules& rules) {
  if (row.n < rules.minimum_base) return {Decision::suppress, "few_answers"};
  if (!has_interval(row)) return {Decision::suppress, "not_estimable"};
  const auto* decided = deciding(row, rules);
  if (decided && decided->decision == Decision::suppress)
    return {Decision::suppress, decided->reason, decided->symbol};
  if (row.n < rules.flag_base) return {Decision::flag, "small_base"};
  if (const auto* flag = flagging(row, rules, decided ? decided->reason : ""))
    return {Decision::flag, flag->reason};
  return {};
}

Ruling rule_on_comparison(const CubeRow& row, const std::optional<Components>& components,
                          const std::function<const Ruling&(const CubeRow&)>& of) {
  if (!components) return {Decision::suppress, "cells_not_found"};
  if (row.note == series_break_note)
    return {Decision::suppress, std::string(series_break_note), Symbol::impossible};
  const auto& cells = components->cells;
  const auto any = [&](auto is) {
    return std::ranges::any_of(cells, [&](const CubeRow* cell) { return is(of(*cell)); });
  };
  for (const auto symbol : {Symbol::impossible, Symbol::confidential, Symbol::uncertain})
    if (any([&](const Ruling& r) { return r.suppresses() && r.symbol == symbol; }))
      return {Decision::suppress, cell_suppressed, symbol};
  if (!has_interval(row) || !(row.lower < row.upper)) return {Decision::suppress, "not_estimable"};
  if (any([](const Ruling& r) { return r.decision == Decision::flag; }))
    return {Decision::flag, "cell_flagged"};
  // A share of 0 or 1 has standard error 0: the interval of a difference from it is too narrow.
  if (std::ranges::any_of(cells, [](const CubeRow* cell) { return all_or_none(*cell); }))
    return {Decision::flag, "cell_all_or_none"};
  return {};
}

}  // namespace trygg
