#include <fmt/format.h>

#include "reports/weighting/figures_text.hpp"
#include "reports/weighting/parts.hpp"

namespace trygg::reports::weighting {
namespace {

using enum ColumnKind;
using enum Disposition;

/// The Swedish account of one group: everybody who was sampled, and what became of them.
struct Account {
  double sample, outside, net, answered, refusal, noncontact, other, unknown;
};

Account account_of(const OutcomeSums& s) {
  return {s.all(),
          s[ineligible],
          s.all() - s[ineligible],
          s[complete] + s[partial],
          s[refusal],
          s[noncontact],
          s[other],
          s[unknown] + s[unknown_other]};
}

std::string share(double part, double all) {
  return all > 0 ? percent_text(part / all) : "–";
}

TableRow account_row(const Context& c, const OutcomeGroup& group) {
  const auto a = account_of(group.persons), w = account_of(group.weighted);
  const bool whole = group.variable.empty();
  return {whole ? c.word("wt_all") : fmt::format("{}: {}", group.variable, group.level),
          {{count_text(a.sample)},
           {count_text(a.outside)},
           {count_text(a.net)},
           {count_text(a.answered)},
           {share(a.answered, a.net)},
           {share(w.answered, w.net)},
           {share(a.refusal, a.net)},
           {share(a.noncontact, a.net)},
           {share(a.other, a.net)},
           {share(a.unknown, a.net)}},
          whole};
}

Html account_table(Context& c) {
  TableParts parts{.id = "bortfall",
                   .title = c.word("wt_account_table"),
                   .unit = c.word("wt_account_unit"),
                   .row_column = c.word("wt_group"),
                   .columns = {{c.word("wt_sample"), number},
                               {c.word("wt_outside"), number},
                               {c.word("wt_net"), number},
                               {c.word("wt_answers"), number},
                               {c.word("wt_answer_share"), number},
                               {c.word("wt_answer_share_weighted"), number},
                               {c.word("wt_refusal"), number},
                               {c.word("wt_noncontact"), number},
                               {c.word("wt_other"), number},
                               {c.word("wt_unknown"), number}}};
  for (const auto& group : c.diagnosis.outcomes) parts.rows.push_back(account_row(c, group));
  return numbered_table(c, std::move(parts));
}

Html rates_table(Context& c) {
  const auto& whole = c.diagnosis.outcomes.front();
  TableParts parts{
      .id = "aapor",
      .title = c.word("wt_rates_table"),
      .unit = c.word("wt_rates_unit", {{"e", fixed_text(whole.rates.eligible_share, 3)}}),
      .row_column = c.word("wt_rate"),
      .columns = {{c.word("wt_unweighted"), number}, {c.word("wt_weighted"), number}}};
  const auto add = [&](const std::string& name, double plain, double weighted) {
    parts.rows.push_back({name, {{percent_text(plain)}, {percent_text(weighted)}}});
  };
  const auto &r = whole.rates, &w = whole.weighted_rates;
  for (std::size_t i = 0; i < 6; ++i) add(fmt::format("RR{}", i + 1), r.response[i], w.response[i]);
  add("COOP2", r.cooperation[0], w.cooperation[0]);
  add("COOP4", r.cooperation[1], w.cooperation[1]);
  for (std::size_t i = 0; i < 3; ++i) add(fmt::format("REF{}", i + 1), r.refusal[i], w.refusal[i]);
  for (std::size_t i = 0; i < 3; ++i) add(fmt::format("CON{}", i + 1), r.contact[i], w.contact[i]);
  return numbered_table(c, std::move(parts));
}

}  // namespace

Html outcome_section(Context& c) {
  if (c.diagnosis.outcomes.empty()) return {};
  const auto a = account_of(c.diagnosis.outcomes.front().persons);
  const auto text = c.word("wt_account_text", {{"sample", count_text(a.sample)},
                                               {"outside", count_text(a.outside)},
                                               {"net", count_text(a.net)},
                                               {"answered", count_text(a.answered)},
                                               {"share", share(a.answered, a.net)}});
  Html tables = account_table(c);
  tables += rates_table(c);
  return wide_section(c.word("wt_account_heading"),
                      paragraph(text) + paragraph(c.word("wt_rates_text")), tables);
}

}  // namespace trygg::reports::weighting
