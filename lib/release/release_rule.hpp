#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "release/symbol.hpp"

namespace trygg {

class Config;
struct CubeRow;
enum class Decision;

/// What a rule of release looks at, of a level. Shares are fractions.
enum class Criterion {
  answers,                 ///< n
  cases,                   ///< answers that count: the numerator, unweighted
  other_cases,             ///< n less them
  n_effective,             ///< of shares after Korn & Graubard's t factor, at most n
  width,                   ///< of a share: of Korn & Graubard's interval, whatever is printed;
                           ///< of anything else: of the interval
  relative_width,          ///< width over the estimate
  relative_width_of_rest,  ///< width of a share p over 1 − p
  df,
  cv,              ///< standard error over the estimate
  log_cv,          ///< of a share p ≤ ½: se/(−p ln p); above, of 1 − p
  se_to_limit,     ///< of a share p ≤ ½: se over p^(2/3)/9; above, of 1 − p
  largest_weight,  ///< part of the weights that one answer has
};

/// One rule as data, [[rule]] of a profile.
struct ReleaseRule {
  enum class Side { below, at_most, at_least, above };

  std::string key;  ///< by which a project can set another limit; empty: it cannot
  Criterion criterion = Criterion::answers;
  Side side = Side::below;
  double limit = 0;
  Decision decision{};
  std::string reason;
  Symbol symbol = Symbol::uncertain;    ///< in place of what is suppressed
  std::string unless;                   ///< not after a rule to show with this reason
  std::vector<std::string> statistics;  ///< empty: all
  double share_below = 2;               ///< only estimates below it
};

/// `criterion`, one of `below`, `at_most`, `at_least`, `above`, `decision` (show, flag, suppress),
/// `reason`, and any of `key`, `symbol` (uncertain, confidential), `unless`, `statistics`,
/// `share_below`. \throws ConfigError  another word, no limit or several
ReleaseRule read_release_rule(const Config& table);

/// The criterion's value; NaN where the row has none, which no rule holds of. A share of 0 or 1 has
/// n_effective n and width 0: its interval says nothing of the other side, so profiles ask of
/// cases. \throws InputError  cases or weights of a share that rests on answers are not in the cube
double value_of(Criterion criterion, const CubeRow& row);

/// Whether the rule says something of this level.
bool holds(const ReleaseRule& rule, const CubeRow& row);

}  // namespace trygg
