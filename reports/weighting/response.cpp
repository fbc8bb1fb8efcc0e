#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/weighting/charts.hpp"
#include "reports/weighting/figures_text.hpp"
#include "reports/weighting/parts.hpp"

namespace trygg::reports::weighting {
namespace {

using enum ColumnKind;

constexpr std::size_t most_rows = 24;  // of the love plot
constexpr double noticeable = 0.1;     // a standardised difference that is worth a look

std::string describe(const Context& c, const std::string& start, const std::vector<PairRow>& rows) {
  std::string text = c.word(start);
  for (const auto& row : rows)
    text +=
        fmt::format(" {}: {}; {}.", row.name, fixed_text(row.open, 3), fixed_text(row.filled, 3));
  return text;
}

Html partial_figure(Context& c, std::vector<PartialIndicator> partials) {
  std::ranges::stable_sort(partials, std::ranges::greater{}, &PartialIndicator::unconditional);
  PairChart chart{{}, c.word("wt_unconditional"), c.word("wt_conditional"), {}, {}};
  for (const auto& p : partials) chart.rows.push_back({p.variable, p.unconditional, p.conditional});
  const auto title = c.word("wt_partial_title", {{"name", partials.front().variable}});
  chart.texts = {"partiella", title, describe(c, "wt_partial_desc", chart.rows)};
  return numbered_figure(c, {.title = title,
                             .subtitle = c.word("wt_partial_subtitle"),
                             .drawings = pair_chart(chart, c.phrases),
                             .note = c.word("wt_partial_note"),
                             .table = "partiella"});
}

Html partial_table(Context& c, const Representativeness& r) {
  TableParts parts{
      .id = "partiella",
      .title = c.word("wt_partial_table"),
      .unit = c.word("wt_partial_unit"),
      .row_column = c.word("wt_variable"),
      .columns = {{c.word("wt_unconditional"), number}, {c.word("wt_conditional"), number}}};
  for (const auto& p : r.partials) {
    parts.rows.push_back(
        {p.variable, {{fixed_text(p.unconditional, 4)}, {fixed_text(p.conditional, 4)}}, true});
    for (const auto& level : p.levels)
      parts.rows.push_back({fmt::format("{}: {}", p.variable, level.name),
                            {{fixed_text(level.unconditional, 4)}, {""}}});
  }
  return numbered_table(c, std::move(parts));
}

std::string r_text(const Context& c, const Representativeness& r) {
  return c.word("wt_r_text", {{"r", fixed_text(r.indicator, 3)},
                              {"range", range_text(fixed_text(r.lower, 3), fixed_text(r.upper, 3))},
                              {"level", fmt::format("{:g}", 100 * r.level)},
                              {"plain", fixed_text(r.uncorrected, 3)},
                              {"names", c.phrases.listed(c.diagnosis.response->auxiliaries)}});
}

struct LevelRow {
  std::string name;
  const LevelBalance* level;
};

std::vector<LevelRow> all_levels(const ResponseDiagnosis& r) {
  std::vector<LevelRow> all;
  for (const auto& balance : r.balance)
    for (const auto& level : balance.levels)
      all.push_back({fmt::format("{}: {}", balance.variable, level.level), &level});
  return all;
}

/// Levels with both differences known, the largest before weighting first.
std::vector<PairRow> love_rows(const ResponseDiagnosis& r) {
  std::vector<PairRow> rows;
  for (const auto& [name, level] : all_levels(r))
    if (std::isfinite(level->difference_before) && std::isfinite(level->difference_after))
      rows.push_back({name, std::abs(level->difference_before), std::abs(level->difference_after)});
  std::ranges::stable_sort(rows, std::ranges::greater{}, &PairRow::open);
  return rows;
}

Html love_figure(Context& c, const ResponseDiagnosis& r) {
  auto rows = love_rows(r);
  if (rows.empty()) return {};
  const double before = rows.front().open;
  const double after = std::ranges::max(rows, {}, &PairRow::filled).filled;
  const auto all = rows.size();
  if (rows.size() > most_rows) rows.resize(most_rows);
  PairChart chart{{}, c.word("wt_before"), c.word("wt_after"), std::move(rows), noticeable};
  const auto title =
      c.word("wt_love_title", {{"before", fixed_text(before, 2)}, {"after", fixed_text(after, 2)}});
  chart.texts = {"avvikelser", title, describe(c, "wt_love_desc", chart.rows)};
  const auto note = all > most_rows
                        ? c.word("wt_love_note_some", {{"shown", fmt::format("{}", most_rows)},
                                                       {"all", fmt::format("{}", all)}})
                        : c.word("wt_love_note");
  return numbered_figure(c, {.title = title,
                             .subtitle = c.word("wt_love_subtitle"),
                             .drawings = pair_chart(chart, c.phrases),
                             .note = note,
                             .table = "nivaer"});
}

Html levels_table(Context& c, const ResponseDiagnosis& r) {
  TableParts parts{.id = "nivaer",
                   .title = c.word("wt_levels_table"),
                   .unit = c.word("wt_levels_unit"),
                   .row_column = c.word("wt_group"),
                   .columns = {{c.word("wt_sample"), number},
                               {c.word("wt_answers"), number},
                               {c.word("wt_answer_share"), number},
                               {c.word("wt_share_sample"), number},
                               {c.word("wt_share_plain"), number},
                               {c.word("wt_share_before"), number},
                               {c.word("wt_share_after"), number},
                               {c.word("wt_share_target"), number},
                               {c.word("wt_difference_before"), number},
                               {c.word("wt_difference_after"), number}}};
  for (const auto& [name, l] : all_levels(r))
    parts.rows.push_back(
        {name,
         {{count_text(l->sampled)},
          {count_text(l->answered)},
          {percent_text(static_cast<double>(l->answered) / static_cast<double>(l->sampled))},
          {percent_text(l->sample)},
          {percent_text(l->respondents)},
          {percent_text(l->weighted_before)},
          {percent_text(l->weighted_after)},
          {l->target ? percent_text(*l->target) : "–"},
          {fixed_text(l->difference_before, 3)},
          {fixed_text(l->difference_after, 3)}}});
  return numbered_table(c, std::move(parts));
}

}  // namespace

Html response_section(Context& c) {
  const auto& response = c.diagnosis.response;
  const auto heading = c.word("wt_response_heading");
  if (!response)
    return wide_section(
        heading,
        paragraph(c.word("wt_no_response")) +
            element("p", {{"class", "note"}, {"lang", "en"}}, {c.diagnosis.no_response}),
        {});
  if (!response->representative)
    return wide_section(
        heading,
        paragraph(c.word("wt_no_r")) +
            element("p", {{"class", "note"}, {"lang", "en"}}, {response->not_representative}),
        {});
  const auto& r = *response->representative;
  const Html picture = partial_figure(c, r.partials);
  return wide_section(heading, paragraph(r_text(c, r)) + picture, partial_table(c, r));
}

Html balance_section(Context& c) {
  if (!c.diagnosis.response || c.diagnosis.response->balance.empty()) return {};
  const auto& r = *c.diagnosis.response;
  const Html picture = love_figure(c, r);
  return wide_section(c.word("wt_balance_heading"), paragraph(c.word("wt_balance_text")) + picture,
                      levels_table(c, r));
}

}  // namespace trygg::reports::weighting
