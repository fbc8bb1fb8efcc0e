#include "release/release_rule.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "config/config.hpp"
#include "dist/t_table.hpp"
#include "estimate/cube.hpp"
#include "estimate/cube_index.hpp"
#include "estimate/interval.hpp"
#include "release/release.hpp"
#include "release/words.hpp"

namespace trygg {
namespace {

constexpr Words<Criterion, 12> criteria{
    {{Criterion::answers, "answers"},
     {Criterion::cases, "cases"},
     {Criterion::other_cases, "other_cases"},
     {Criterion::n_effective, "n_effective"},
     {Criterion::width, "width"},
     {Criterion::relative_width, "relative_width"},
     {Criterion::relative_width_of_rest, "relative_width_of_rest"},
     {Criterion::df, "df"},
     {Criterion::cv, "cv"},
     {Criterion::log_cv, "log_cv"},
     {Criterion::se_to_limit, "se_to_limit"},
     {Criterion::largest_weight, "largest_weight"}}};

constexpr Words<ReleaseRule::Side, 4> sides{{{ReleaseRule::Side::below, "below"},
                                             {ReleaseRule::Side::at_most, "at_most"},
                                             {ReleaseRule::Side::at_least, "at_least"},
                                             {ReleaseRule::Side::above, "above"}}};

constexpr Words<Symbol, 2> symbols{
    {{Symbol::uncertain, "uncertain"}, {Symbol::confidential, "confidential"}}};

/// A word of the file, or the file's line with the words that there are.
template <class E, std::size_t N>
E chosen(const Config& table, std::string_view key, const Words<E, N>& words) {
  const auto text = table.text(key);
  std::string known;
  for (const auto& [value, name] : words) {
    if (name == text) return value;
    known += known.empty() ? name : fmt::format(", {}", name);
  }
  table.fail(key, fmt::format("'{}' is none of {}", text, known));
}

constexpr double level = 0.95;

bool is_share(const CubeRow& row) {
  return row.statistic == "share";
}

bool is_all_or_none(const CubeRow& row) {
  return is_share(row) && (row.estimate <= 0 || row.estimate >= 1);
}

/// Korn & Graubard's number of answers of a share strictly between 0 and 1.
double effective(const CubeRow& row) {
  static const TTable t((1 + level) / 2, 4096);
  const auto n = static_cast<double>(row.n);
  if (!(row.df > 0) || row.n < 2) return n;
  return korn_graubard_n(row.estimate, row.se * row.se, n, t(n - 1), t(row.df));
}

double n_effective(const CubeRow& row) {
  const auto n = static_cast<double>(row.n);
  if (!is_share(row)) return std::min(row.n_effective, n);
  return is_all_or_none(row) ? n : effective(row);
}

double width(const CubeRow& row) {
  if (!is_share(row)) return row.upper - row.lower;
  if (is_all_or_none(row)) return 0;
  const auto limits = korn_graubard_limits(row.estimate, effective(row), 1 - level);
  return limits.upper - limits.lower;
}

/// `value` if the row has it or rests on no answer.
double known(double value, std::string_view column, const CubeRow& row) {
  require<InputError>(row.n == 0 || !std::isnan(value),
                      "{}: '{}' is not in the cube, and the rules ask for it; 'trygg build' writes "
                      "it. Without it, take rules that do not ask",
                      to_text(key_of(row)), column);
  return value;
}

double smaller_part(const CubeRow& row) {
  return std::min(row.estimate, 1 - row.estimate);
}

}  // namespace

ReleaseRule read_release_rule(const Config& table) {
  ReleaseRule rule;
  rule.key = table.text("key", "");
  rule.criterion = chosen(table, "criterion", criteria);
  std::size_t limits = 0;
  for (const auto& [side, name] : sides)
    if (const auto limit = table.optional_number(name)) {
      rule.side = side;
      rule.limit = *limit;
      ++limits;
    }
  if (limits != 1) table.fail("criterion", "needs one limit: below, at_most, at_least or above");
  rule.decision = chosen(table, "decision", decisions);
  rule.reason = table.text("reason");
  if (table.has("symbol")) rule.symbol = chosen(table, "symbol", symbols);
  rule.unless = table.text("unless", "");
  rule.statistics = table.texts("statistics");
  rule.share_below = table.number("share_below", rule.share_below);
  return rule;
}

double value_of(Criterion criterion, const CubeRow& row) {
  const double p = smaller_part(row);
  switch (criterion) {
    case Criterion::answers:
      return static_cast<double>(row.n);
    case Criterion::cases:
      return known(row.cases, "cases", row);
    case Criterion::other_cases:
      return static_cast<double>(row.n) - known(row.cases, "cases", row);
    case Criterion::n_effective:
      return n_effective(row);
    case Criterion::width:
      return width(row);
    case Criterion::relative_width:
      return width(row) / row.estimate;
    case Criterion::relative_width_of_rest:
      return width(row) / (1 - row.estimate);
    case Criterion::df:
      return row.df;
    case Criterion::cv:
      return row.se / std::abs(row.estimate);
    case Criterion::log_cv:
      return row.se / (-p * std::log(p));
    case Criterion::se_to_limit:
      return row.se / (std::pow(p, 2.0 / 3) / 9);
    case Criterion::largest_weight:
      return known(row.largest_weight, "largest_weight", row);
  }
  return CubeRow::missing;
}

bool holds(const ReleaseRule& rule, const CubeRow& row) {
  if (!rule.statistics.empty() &&
      std::ranges::find(rule.statistics, row.statistic) == rule.statistics.end())
    return false;
  if (is_share(row) && !(row.estimate < rule.share_below)) return false;
  const double value = value_of(rule.criterion, row);
  switch (rule.side) {
    case ReleaseRule::Side::below:
      return value < rule.limit;
    case ReleaseRule::Side::at_most:
      return value <= rule.limit;
    case ReleaseRule::Side::at_least:
      return value >= rule.limit;
    case ReleaseRule::Side::above:
      return value > rule.limit;
  }
  return false;
}

}  // namespace trygg
