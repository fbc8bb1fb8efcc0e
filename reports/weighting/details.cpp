#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/weighting/charts.hpp"
#include "reports/weighting/figures_text.hpp"
#include "reports/weighting/parts.hpp"

namespace trygg::reports::weighting {
namespace {

using enum ColumnKind;

constexpr std::size_t most_quotients = 3;  // of each end and step on the page; the rest as CSV
constexpr std::size_t most_totals = 80;    // in a table of the page; all are in the CSV file

double relative_gap(const MarginGap& t) {
  return (t.after - t.target) / std::max(1.0, std::abs(t.target));
}

/// How far a target was moved from what its file says, so that the margins agree.
double moved(const MarginGap& t) {
  return std::abs(t.target - t.given) / std::max(1.0, std::abs(t.given));
}

Html totals_table(Context& c, std::size_t stage) {
  auto totals = c.diagnosis.stages[stage].totals;
  const auto all = totals.size();
  if (all > most_totals) {
    std::ranges::stable_sort(totals, std::ranges::greater{},
                             [](const MarginGap& t) { return std::abs(relative_gap(t)); });
    totals.resize(most_totals);
  }
  TableParts parts{.id = fmt::format("totaler-{}", stage),
                   .title = c.word("wt_totals_table", {{"name", stage_name(c, stage)}}),
                   .unit = all > most_totals ? c.word("wt_totals_unit_some",
                                                      {{"shown", fmt::format("{}", most_totals)},
                                                       {"all", fmt::format("{}", all)}})
                                             : c.word("wt_totals_unit"),
                   .row_column = c.word("wt_total"),
                   .columns = {{c.word("wt_from"), words},
                               {c.word("wt_count"), number},
                               {c.word("wt_total_before"), number},
                               {c.word("wt_total_given"), number},
                               {c.word("wt_total_target"), number},
                               {c.word("wt_total_after"), number},
                               {c.word("wt_gap"), number}}};
  for (const auto& t : totals)
    parts.rows.push_back({t.level,
                          {{t.source.empty() ? c.word("wt_the_sample") : t.source},
                           {count_text(t.records)},
                           {significant_text(t.before, 6)},
                           {t.source.empty() ? "–" : significant_text(t.given, 6)},
                           {significant_text(t.target, 6)},
                           {significant_text(t.after, 6)},
                           {fixed_text(100 * relative_gap(t), 4)}}});
  return numbered_table(c, std::move(parts));
}

void add_extremes(TableParts& parts, const Context& c, std::size_t stage, const std::string& what,
                  const ExtremeRecords& extremes, std::size_t most) {
  const auto rows = std::min(most, extremes.largest.size());
  for (std::size_t i = 0; i < rows; ++i) {
    const auto &large = extremes.largest[i], &small = extremes.smallest[i];
    parts.rows.push_back({fmt::format("{}, {} {}", stage_name(c, stage), what, i + 1),
                          {{fmt::format("{}", large.record + 1)},
                           {significant_text(large.value)},
                           {fmt::format("{}", small.record + 1)},
                           {significant_text(small.value)}}});
  }
}

Html extremes_table(Context& c) {
  TableParts parts{.id = "ytterligheter",
                   .title = c.word("wt_extremes_table"),
                   .unit = c.word("wt_extremes_unit"),
                   .row_column = c.word("wt_stage"),
                   .columns = {{c.word("wt_row"), number},
                               {c.word("wt_most"), number},
                               {c.word("wt_row"), number},
                               {c.word("wt_least"), number}}};
  const auto last = c.diagnosis.stages.size() - 1;
  add_extremes(parts, c, last, c.word("wt_weight"), c.diagnosis.stages[last].extremes,
               c.diagnosis.stages[last].extremes.largest.size());
  for (std::size_t i = 1; i <= last; ++i)
    add_extremes(parts, c, i, c.word("wt_g"), c.diagnosis.stages[i].g_extremes, most_quotients);
  return numbered_table(c, std::move(parts));
}

Html histogram_figure(Context& c) {
  const auto& last = c.diagnosis.stages.back();
  const auto title = c.word("wt_histogram_title",
                            {{"range", range_text(significant_text(last.weight.quantiles[2]),
                                                  significant_text(last.weight.quantiles[4]))}});
  const auto& h = last.histogram;
  const auto fullest =
      static_cast<std::size_t>(std::ranges::max_element(h.counts) - h.counts.begin());
  const double width = (h.to - h.from) / static_cast<double>(h.counts.size());
  const double from = h.from + width * static_cast<double>(fullest);
  const auto description =
      c.word("wt_histogram_desc",
             {{"bins", fmt::format("{}", h.counts.size())},
              {"least", significant_text(h.from)},
              {"most", significant_text(h.to)},
              {"range", range_text(significant_text(from), significant_text(from + width))},
              {"n", count_text(h.counts[fullest])}});
  const HistogramChart chart{{"fordelning", title, description}, h, c.word("wt_histogram_unit")};
  return numbered_figure(c, {.title = title,
                             .subtitle = c.word("wt_histogram_subtitle"),
                             .drawings = histogram_chart(chart, c.phrases),
                             .note = c.word("wt_histogram_note"),
                             .table = "ytterligheter"});
}

Html study_table(Context& c) {
  if (c.diagnosis.study.empty()) return {};
  TableParts parts{.id = "undersokningsvariabler",
                   .title = c.word("wt_study_table"),
                   .unit = c.word("wt_study_unit"),
                   .row_column = c.word("wt_variable"),
                   .columns = {{c.word("wt_count"), number},
                               {c.word("wt_spencer"), number},
                               {c.word("wt_n_effective"), number},
                               {"H1", number}}};
  for (const auto& s : c.diagnosis.study)
    parts.rows.push_back({s.name,
                          {{count_text(s.spencer.n)},
                           {fixed_text(s.spencer.deff, 3)},
                           {count_text(s.spencer.n_effective)},
                           {fixed_text(s.moved, 4)}}});
  return numbered_table(c, std::move(parts));
}

}  // namespace

Html auxiliaries_section(Context& c) {
  if (!c.diagnosis.response || c.diagnosis.response->selection.empty()) return {};
  const auto& r = *c.diagnosis.response;
  TableParts parts{.id = "hjalpvariabler",
                   .title = c.word("wt_selection_table"),
                   .unit = c.word("wt_selection_unit"),
                   .row_column = c.word("wt_variable"),
                   .columns = {{"H3", number}, {c.word("wt_gain"), number}}};
  for (std::size_t i = 0; i < r.selection.size(); ++i)
    parts.rows.push_back(
        {fmt::format("{}. {}", i + 1, r.selection[i].variable),
         {{fixed_text(r.selection[i].h3, 4)}, {fixed_text(r.selection[i].gain, 4)}}});
  Html left;
  if (!r.left_out.empty()) {
    std::vector<Html> items;
    for (const auto& one : r.left_out) items.push_back(element("li", {{"lang", "en"}}, {one}));
    left = paragraph(c.word("wt_left_out")) + element("ul", {}, items);
  }
  const auto text = c.word("wt_selection_text", {{"h3", fixed_text(r.h3, 3)},
                                                 {"q2", fixed_text(r.q2, 3)},
                                                 {"first", r.selection.front().variable}});
  Html tables = numbered_table(c, std::move(parts));
  tables += study_table(c);
  return wide_section(c.word("wt_selection_heading"), paragraph(text) + left, tables);
}

Html totals_section(Context& c) {
  Html tables;
  double worst = 0, largest_move = 0;
  for (std::size_t i = 0; i < c.diagnosis.stages.size(); ++i) {
    if (c.diagnosis.stages[i].totals.empty()) continue;
    tables += totals_table(c, i);
    for (const auto& t : c.diagnosis.stages[i].totals) {
      worst = std::max(worst, std::abs(relative_gap(t)));
      largest_move = std::max(largest_move, moved(t));
    }
  }
  if (tables.empty()) return {};
  const auto text = worst < 1e-9
                        ? c.word("wt_totals_met")
                        : c.word("wt_totals_gap", {{"gap", significant_text(100 * worst, 2)}});
  const Html agreed =
      largest_move < 1e-9
          ? Html()
          : paragraph(
                c.word("wt_totals_moved", {{"change", significant_text(100 * largest_move, 2)}}));
  return wide_section(c.word("wt_totals_heading"), paragraph(text) + agreed, tables);
}

Html extremes_section(Context& c) {
  const Html picture = histogram_figure(c);
  return wide_section(c.word("wt_extremes_heading"),
                      paragraph(c.word("wt_extremes_text")) + picture, extremes_table(c));
}

Html method_section(Context& c) {
  TableParts parts{.id = "filer",
                   .title = c.word("wt_files_table"),
                   .unit = c.word("wt_files_unit"),
                   .row_column = c.word("wt_file"),
                   .columns = {{"SHA-256", words}}};
  for (const auto& file : c.diagnosis.files) parts.rows.push_back({file.name, {{file.sha256}}});
  const Html files = parts.rows.empty() ? Html() : numbered_table(c, std::move(parts));
  return wide_section(c.word("wt_method_heading"),
                      paragraph(c.word("wt_method_weights")) + paragraph(c.word("wt_method_r")) +
                          paragraph(c.word("wt_method_balance")) +
                          paragraph(c.word("wt_method_h")) + paragraph(c.word("wt_method_csv")),
                      files);
}

}  // namespace trygg::reports::weighting
