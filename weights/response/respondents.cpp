#include "weights/response/respondents.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "config/config.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

/// Marks the one code besides those of respondents, and refuses when there are several.
void mark_the_other_code(FittedRule& rule, const CodeRule& respondent, const Table& table,
                         std::span<const double> weight) {
  const auto& column = *rule.column;
  std::vector<std::uint8_t> has(column.levels.size(), 0);
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k])) has[column.codes[k]] = 1;
  std::size_t others = 0;
  bool is_missing = false;
  for (std::size_t l = 0; l < has.size(); ++l) {
    if (!has[l] || rule.is_meant[l]) continue;
    ++others;
    is_missing = is_missing || column.levels[l].missing != Missing::none;
  }
  require<InputError>(others <= 1 && !is_missing,
                      "{}: {} has values besides those of {} '{}': {}; say which of them did not "
                      "answer with nonrespondent = \"{}=…\"",
                      table.source(), column.name, respondent.named_by, respondent.written,
                      unmatched_codes(table, column, rule.is_meant, weight), column.name);
  std::ranges::fill(rule.is_meant, std::uint8_t{1});
}

void check_not_both(const FittedRule& yes, const FittedRule& no, const Table& table,
                    std::span<const double> weight) {
  std::vector<std::size_t> both;
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]) && yes.is_meant[yes.column->codes[k]] &&
        no.is_meant[no.column->codes[k]])
      both.push_back(k);
  require<InputError>(both.empty(),
                      "{}: {} record{} both respondent and nonrespondent ({}); a record is one of "
                      "them",
                      table.source(), both.size(), both.size() == 1 ? " is" : "s are",
                      row_numbers(both));
}

}  // namespace

RespondentRule::RespondentRule(const Config& config, const std::optional<Outcome>& outcome) {
  if (config.has("respondent")) respondent_ = read_code_rule(config, "respondent");
  if (config.has("nonrespondent")) nonrespondent_ = read_code_rule(config, "nonrespondent");
  if (nonrespondent_ && !respondent_)
    config.fail("nonrespondent", "needs `respondent`, the codes of those who answered");
  if (respondent_) return;
  if (!outcome)
    config.fail("respondent",
                "is missing: the codes of those who answered, such as \"svar=1\", or a table "
                "[outcome] in the recipe");
  outcome_ = outcome;
}

std::vector<std::uint8_t> RespondentRule::by_rules(const Table& table,
                                                   std::span<const double> weight) const {
  const auto yes = fit(*respondent_, table);
  auto no = nonrespondent_ ? fit(*nonrespondent_, table) : yes;
  if (nonrespondent_)
    check_not_both(yes, no, table, weight);
  else
    mark_the_other_code(no, *respondent_, table, weight);
  std::vector<std::uint8_t> answered(weight.size(), 0);
  std::vector<std::uint8_t> known(no.is_meant);
  if (no.column == yes.column)
    for (std::size_t l = 0; l < known.size(); ++l) known[l] |= yes.is_meant[l];
  std::vector<double> undecided(weight.size(), 0.0);  // weights of records that did not answer
  for (std::size_t k = 0; k < weight.size(); ++k) {
    answered[k] = takes_part(weight[k]) && yes.is_meant[yes.column->codes[k]];
    if (!answered[k]) undecided[k] = weight[k];
  }
  const auto unmatched = unmatched_codes(table, *no.column, known, undecided);
  require<InputError>(unmatched.empty(),
                      "{}: {} has values that are neither respondent nor nonrespondent: {}; list "
                      "each code in one of them",
                      table.source(), no.column->name, unmatched);
  return answered;
}

std::vector<std::uint8_t> RespondentRule::find(const Table& table,
                                               std::span<const double> weight) const {
  if (respondent_) return by_rules(table, weight);
  std::vector<std::uint8_t> answered;
  std::vector<std::size_t> undecided;
  for (const auto& one : find_dispositions(*outcome_, table, weight)) {
    if (one == Disposition::ineligible || one == Disposition::unknown ||
        one == Disposition::unknown_other)
      undecided.push_back(answered.size());
    answered.push_back(one == Disposition::complete || one == Disposition::partial);
  }
  require<InputError>(undecided.empty(),
                      "{}: {} records with a weight do not belong to the population or are of "
                      "unknown status by [outcome] ({}); they are not non-respondents: put a step "
                      "of kind eligibility first, or say who answered with respondent and "
                      "nonrespondent",
                      table.source(), undecided.size(), row_numbers(undecided));
  return answered;
}

std::vector<std::string> RespondentRule::columns() const {
  if (outcome_) return {outcome_->variable};
  std::vector<std::string> all{variable_of(*respondent_)};
  if (nonrespondent_) all.push_back(variable_of(*nonrespondent_));
  return all;
}

}  // namespace trygg::weights
