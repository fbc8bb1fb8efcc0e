#include <algorithm>

#include "base/error.hpp"
#include "config/config.hpp"
#include "table/table.hpp"
#include "weights/response/class_adjustment.hpp"
#include "weights/response/code_rule.hpp"
#include "weights/response/outcome.hpp"
#include "weights/rows.hpp"
#include "weights/steps.hpp"

namespace trygg::weights {
namespace {

constexpr auto named_by = "the eligibility step";

/// Records by what is known of their belonging to the population.
struct Eligibility {
  std::vector<std::uint8_t> known, ineligible;
};

/// Those of known status stand for those of unknown; then those who do not belong are taken out.
class EligibilityStep final : public Step {
 public:
  EligibilityStep(const Config& config, const std::optional<Outcome>& outcome);
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override { return {}; }
  std::vector<std::string> columns() const override;
  std::vector<std::string> auxiliaries() const override { return by_; }

 private:
  Eligibility by_rules(const Table& table, std::span<const double> weight) const;
  Eligibility by_outcome(const Table& table, std::span<const double> weight) const;

  std::optional<CodeRule> unknown_, ineligible_;
  std::optional<Outcome> outcome_;
  std::vector<std::string> by_;
};

EligibilityStep::EligibilityStep(const Config& config, const std::optional<Outcome>& outcome)
    : by_(config.texts("by")) {
  if (config.has("unknown")) unknown_ = read_code_rule(config, "unknown");
  if (config.has("ineligible")) ineligible_ = read_code_rule(config, "ineligible");
  if (unknown_ || ineligible_) return;
  if (!outcome)
    config.fail("unknown",
                "is missing: the codes of unknown eligibility, such as \"utfall=6\", of "
                "ineligible = \"utfall=9\", or a table [outcome] in the recipe");
  outcome_ = outcome;
}

/// Refuses records whose status is told neither by a valid value nor by a code that is named.
void check_values(const FittedRule& fitted, std::span<const FittedRule> all, const Table& table,
                  std::span<const double> weight) {
  std::vector<std::uint8_t> tells;
  for (const auto& level : fitted.column->levels) tells.push_back(level.missing == Missing::none);
  for (const auto& rule : all)
    for (std::size_t l = 0; l < tells.size() && rule.column == fitted.column; ++l)
      tells[l] |= rule.is_meant[l];
  const auto missing = unmatched_codes(table, *fitted.column, tells, weight);
  require<InputError>(missing.empty(),
                      "{}: {} does not tell whether these belong to the population: {}; fill them "
                      "in, or name the code in unknown or ineligible",
                      table.source(), fitted.column->name, missing);
}

std::vector<std::uint8_t> marked(const FittedRule& rule, std::span<const double> weight) {
  std::vector<std::uint8_t> marks;
  for (std::size_t k = 0; k < weight.size(); ++k)
    marks.push_back(takes_part(weight[k]) && rule.is_meant[rule.column->codes[k]]);
  return marks;
}

Eligibility EligibilityStep::by_rules(const Table& table, std::span<const double> weight) const {
  std::vector<FittedRule> rules;
  if (unknown_) rules.push_back(fit(*unknown_, table));
  if (ineligible_) rules.push_back(fit(*ineligible_, table));
  for (const auto& rule : rules) check_values(rule, rules, table, weight);
  const std::vector<std::uint8_t> nobody(weight.size(), 0);
  const auto unknown = unknown_ ? marked(rules.front(), weight) : nobody;
  Eligibility all{{}, ineligible_ ? marked(rules.back(), weight) : nobody};
  std::vector<std::size_t> both;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    all.known.push_back(!unknown[k]);
    if (unknown[k] && all.ineligible[k]) both.push_back(k);
  }
  require<InputError>(
      both.empty(), "{}: {} record{} both unknown and ineligible ({}); a code is one of them",
      table.source(), both.size(), both.size() == 1 ? " is" : "s are", row_numbers(both));
  return all;
}

Eligibility EligibilityStep::by_outcome(const Table& table, std::span<const double> weight) const {
  Eligibility all;
  for (const auto& one : find_dispositions(*outcome_, table, weight)) {
    all.known.push_back(one != Disposition::unknown && one != Disposition::unknown_other);
    all.ineligible.push_back(one == Disposition::ineligible);
  }
  return all;
}

std::unique_ptr<const PreparedStep> EligibilityStep::prepare(const StepInput& input) const {
  auto found =
      outcome_ ? by_outcome(input.table, input.weight) : by_rules(input.table, input.weight);
  auto classes = classes_of(input.table, by_, input.weight, named_by);
  std::size_t unknown = 0, out = 0;
  for (std::size_t k = 0; k < input.weight.size(); ++k) {
    if (!takes_part(input.weight[k])) continue;
    unknown += found.known[k] ? 0 : input.table.records_of(k);
    out += found.ineligible[k] ? input.table.records_of(k) : 0;
  }
  const auto title = fmt::format("eligibility, {} unknown, {} taken out, {}", unknown, out,
                                 by_.empty() ? "in one class" : "by " + crossed_names(by_));
  return adjust_by_class(input.table, std::move(classes),
                         {std::move(found.known), std::move(found.ineligible)}, title);
}

std::vector<std::string> EligibilityStep::columns() const {
  auto all = by_;
  if (unknown_) all.push_back(variable_of(*unknown_));
  if (ineligible_) all.push_back(variable_of(*ineligible_));
  if (outcome_) all.push_back(outcome_->variable);
  return all;
}

std::shared_ptr<const Step> read(const Config& config, const StepContext& context) {
  return std::make_shared<EligibilityStep>(config, context.outcome);
}

}  // namespace

constinit const StepKind eligibility_kind{
    "eligibility",
    "let those of known status stand for the unknown, and take out those who do not belong", read};

}  // namespace trygg::weights
