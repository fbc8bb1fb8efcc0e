#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "estimate/result.hpp"

namespace trygg {

class Expression;
class Table;
struct Standard;

/// One number per cell: an indicator with its answers and its denominator.
struct Quantity {
  std::string indicator;  ///< as the output names it
  Statistic statistic = Statistic::mean;
  std::string variable;               ///< column; empty for a count
  std::string denominator;            ///< column, ratio only
  std::vector<std::uint32_t> levels;  ///< share: levels of `variable` that count
  double probability = 0;             ///< quantile only
  std::vector<Quantity> parts;        ///< function: its totals, counts and totals of codes (share)
  std::shared_ptr<const Expression> function;
  std::shared_ptr<const Standard> standard;  ///< share, mean, ratio: null where it is as it is
};

/// What one option asks for: one quantity, or one per code (--shares) or probability (--quantile).
using What = std::vector<Quantity>;

enum class Relation { equal, unequal, less, at_most, greater, at_least };

/// Restricts a domain. A record whose value is missing meets no condition, except `V=code` that
/// names the missing code itself.
struct Condition {
  std::string variable;
  Relation relation = Relation::equal;
  std::vector<std::uint32_t> levels;  ///< equal, unequal
  double bound = 0;                   ///< the others
};

/// linear: Σ c θ of the terms. ratio: the first term over the second, both with coefficient 1.
enum class ContrastKind { linear, ratio };

/// One group of a contrast.
struct ContrastTerm {
  double coefficient = 1;
  std::vector<std::vector<std::uint32_t>> levels;  ///< of each variable, any of these
};

/// A combination of groups that have no record in common.
struct Contrast {
  std::string text;                    ///< as written
  std::vector<std::string> variables;  ///< whose codes name a group; several are crossed
  std::vector<ContrastTerm> terms;     ///< at least two
  ContrastKind kind = ContrastKind::linear;
};

/// All that is asked of one data file in one design.
struct Request {
  std::vector<What> what;
  std::vector<std::vector<std::string>> by;  ///< classifications, after the whole
  std::vector<Condition> where;              ///< all must hold
  std::vector<Contrast> contrasts;
};

// The readers of options. They cut a text where its parts are names and codes of `table`
// (table/splitting.hpp). All throw ConfigError: a name or a code that is not there, with the
// nearest; a text that has no or several readings, with the readings.

/// \param statistic  share: `V=code|code`; mean, total: `V`; ratio: `A/B`; count: nothing
What read_what(Statistic statistic, std::string_view text, const Table& table);
/// `V`: the share of every valid code, in the order of publication.
What read_shares(std::string_view text, const Table& table);
/// `V@0.25,0.5,0.75`: a quantile for every probability, in (0, 1).
What read_quantiles(std::string_view text, const Table& table);
/// `total(a)/total(b) - mean(c)`: + − * / ^ ( ) numbers, log exp sqrt, and of the totals total(V),
/// total(V=code|code), mean(V), share(V=code|code), count(). A mean is total(V)/count(). Errors
/// give the character at which they stand.
Quantity read_function(std::string_view text, const Table& table);
/// Names with `separator` between: `sex+region`.
std::vector<std::string> read_names(std::string_view text, char separator, const Table& table);
/// `V=code|code`, `V!=code|code`, `V<5`, `V<=5`, `V>5`, `V>=5`.
Condition read_condition(std::string_view text, const Table& table);
/// `V:a-b`, `V:a/b`, `V:2*a-b-c` or, of crossed groups, `V+W:a+x-b+x`.
Contrast read_contrast(std::string_view text, const Table& table);

}  // namespace trygg
