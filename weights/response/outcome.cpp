#include "weights/response/outcome.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "table/match.hpp"
#include "table/table.hpp"
#include "weights/response/code_rule.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

void check(const Config& config, const Outcome& outcome) {
  if (outcome.codes[0].empty())
    config.fail("complete", "which codes are answers must be told; a list such as [\"1\", \"2\"]");
  std::vector<std::string> seen;
  for (std::size_t d = 0; d < dispositions; ++d)
    for (const auto& code : outcome.codes[d]) {
      if (std::ranges::find(seen, code) != seen.end())
        config.fail(disposition_names[d], fmt::format("code '{}' is listed twice", code));
      seen.push_back(code);
    }
  const auto share = outcome.eligible_share;
  if (share && !(*share >= 0 && *share <= 1))
    config.fail("eligible_share", fmt::format("{} must be from 0 to 1", shortest(*share)));
}

/// The class of every level that a code means; a code that no record has is legal, a rare outcome
/// may be absent from a round.
std::vector<std::optional<Disposition>> classes_of_levels(const Outcome& outcome,
                                                          const Column& column) {
  std::vector<std::optional<Disposition>> classes(column.levels.size());
  for (std::size_t d = 0; d < dispositions; ++d) {
    for (const auto& code : outcome.codes[d]) {
      if (!is_code(column, code)) continue;
      for (const auto l : match_code(column, code)) {
        if (classes[l])
          throw ConfigError(
              fmt::format("{}: [outcome] {}: code '{}' means '{}' of {}, which {} lists too",
                          outcome.source, disposition_names[d], code, column.levels[l].text,
                          column.name, disposition_names[static_cast<std::size_t>(*classes[l])]));
        classes[l] = static_cast<Disposition>(d);
      }
    }
  }
  return classes;
}

}  // namespace

Outcome read_outcome(const Config& config) {
  Outcome outcome{.source = config.source(),
                  .variable = config.text("variable"),
                  .codes = {},
                  .eligible_share = config.optional_number("eligible_share"),
                  .by = config.texts("by")};
  for (std::size_t d = 0; d < dispositions; ++d)
    outcome.codes[d] = config.texts(disposition_names[d]);
  check(config, outcome);
  return outcome;
}

std::vector<std::optional<Disposition>> find_dispositions(const Outcome& outcome,
                                                          const Table& table,
                                                          std::span<const double> weight) {
  const auto& column = column_for(table, outcome.variable, outcome.source + ": [outcome]");
  const auto classes = classes_of_levels(outcome, column);
  std::vector<std::uint8_t> listed;
  for (const auto& one : classes) listed.push_back(one.has_value());
  const auto unlisted = unmatched_codes(table, column, listed, weight);
  require<InputError>(unlisted.empty(),
                      "{}: {} has values that [outcome] of {} does not list: {}; list each code, "
                      "for it would count as nothing",
                      table.source(), column.name, outcome.source, unlisted);
  std::vector<std::optional<Disposition>> all(weight.size());
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k])) all[k] = classes[column.codes[k]];
  return all;
}

}  // namespace trygg::weights
