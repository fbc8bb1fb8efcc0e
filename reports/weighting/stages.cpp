#include <fmt/format.h>

#include <algorithm>

#include "reports/weighting/charts.hpp"
#include "reports/weighting/figures_text.hpp"
#include "reports/weighting/parts.hpp"

namespace trygg::reports::weighting {
namespace {

using enum ColumnKind;

std::string describe(const Context& c, const std::vector<SpreadRow>& rows) {
  std::string text = c.word("wt_spread_desc");
  for (const auto& [name, d] : rows)
    text += " " + c.word("wt_spread_desc_row", {{"name", name},
                                                {"least", significant_text(d.smallest)},
                                                {"p1", significant_text(d.quantiles[0])},
                                                {"median", significant_text(d.quantiles[3])},
                                                {"p99", significant_text(d.quantiles[6])},
                                                {"most", significant_text(d.largest)}});
  return text;
}

Html weights_figure(Context& c) {
  SpreadChart chart{{"vikter", "", ""}, {}, {}};
  const auto& stages = c.diagnosis.stages;
  for (std::size_t i = 0; i < stages.size(); ++i)
    chart.rows.push_back({stage_name(c, i), stages[i].weight});
  const auto& last = stages.back().weight;
  const auto title = c.word("wt_weights_title", {{"least", significant_text(last.smallest)},
                                                 {"most", significant_text(last.largest)}});
  chart.texts = {"vikter", title, describe(c, chart.rows)};
  return numbered_figure(c, {.title = title,
                             .subtitle = c.word("wt_weights_subtitle"),
                             .drawings = spread_chart(chart, c.phrases),
                             .note = c.word("wt_spread_note"),
                             .table = "steg"});
}

Html g_figure(Context& c) {
  const auto& stages = c.diagnosis.stages;
  SpreadChart chart{{}, {}, 1.0};
  std::size_t widest = 1;
  for (std::size_t i = 1; i < stages.size(); ++i) {
    chart.rows.push_back({stage_name(c, i), *stages[i].g});
    if (stages[i].g->cv > stages[widest].g->cv) widest = i;
  }
  if (chart.rows.empty()) return {};
  const auto& g = *stages[widest].g;
  const auto title =
      c.word("wt_g_title",
             {{"name", stage_word(c, widest)},
              {"range", range_text(significant_text(g.smallest), significant_text(g.largest))}});
  chart.texts = {"kvoter", title, describe(c, chart.rows)};
  return numbered_figure(c, {.title = title,
                             .subtitle = c.word("wt_g_subtitle"),
                             .drawings = spread_chart(chart, c.phrases),
                             .note = c.word("wt_g_note"),
                             .table = "kvoter"});
}

/// The percentiles that the figures show; the others are in stages.csv.
constexpr std::size_t shown[] = {0, 2, 3, 4, 6};

TableRow distribution_row(const std::string& name, const WeightDistribution& d) {
  TableRow row{name, {{count_text(d.n)}, {significant_text(d.smallest)}}};
  for (const auto i : shown) row.cells.push_back({significant_text(d.quantiles[i])});
  row.cells.push_back({significant_text(d.largest)});
  row.cells.push_back({fixed_text(d.cv, 3)});
  return row;
}

std::vector<std::pair<std::string, ColumnKind>> distribution_columns(const Context& c) {
  std::vector<std::pair<std::string, ColumnKind>> columns{{c.word("wt_count"), number},
                                                          {c.word("wt_least"), number}};
  for (const auto i : shown)
    columns.emplace_back(fmt::format("{:.0f}\u00a0%", 100 * WeightDistribution::probabilities[i]),
                         number);
  columns.emplace_back(c.word("wt_most"), number);
  columns.emplace_back(c.word("wt_cv"), number);
  return columns;
}

Html stages_table(Context& c) {
  TableParts parts{.id = "steg",
                   .title = c.word("wt_stages_table"),
                   .unit = c.word("wt_stages_unit"),
                   .row_column = c.word("wt_stage"),
                   .columns = distribution_columns(c)};
  parts.columns.insert(parts.columns.begin() + 1, {c.word("wt_sum"), number});
  parts.columns.emplace_back(c.word("wt_largest_share"), number);
  parts.columns.emplace_back(c.word("wt_deff"), number);
  parts.columns.emplace_back(c.word("wt_n_effective"), number);
  const auto& stages = c.diagnosis.stages;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    auto row = distribution_row(stage_name(c, i), stages[i].weight);
    row.cells.insert(row.cells.begin() + 1, {count_text(stages[i].weight.sum)});
    row.cells.push_back({percent_text(stages[i].weight.largest_share)});
    row.cells.push_back({fixed_text(stages[i].kish.deff, 3)});
    row.cells.push_back({count_text(stages[i].kish.n_effective)});
    parts.rows.push_back(std::move(row));
  }
  return numbered_table(c, std::move(parts));
}

Html g_table(Context& c) {
  const auto& stages = c.diagnosis.stages;
  if (stages.size() < 2) return {};
  TableParts parts{.id = "kvoter",
                   .title = c.word("wt_g_table"),
                   .unit = c.word("wt_g_unit"),
                   .row_column = c.word("wt_stage"),
                   .columns = distribution_columns(c)};
  for (std::size_t i = 1; i < stages.size(); ++i)
    parts.rows.push_back(distribution_row(stage_name(c, i), *stages[i].g));
  return numbered_table(c, std::move(parts));
}

/// What each step says of itself, in the program's own language.
Html remarks(const Context& c) {
  std::vector<Html> items;
  for (std::size_t i = 1; i < c.diagnosis.stages.size(); ++i) {
    const auto& stage = c.diagnosis.stages[i];
    std::string own = stage.title;
    for (const auto& remark : stage.remarks) own += "; " + remark;
    const auto how = stage.iterations == 0
                         ? c.word("wt_closed_form")
                         : c.word("wt_iterations", {{"n", fmt::format("{}", stage.iterations)}});
    items.push_back(element("li", {element("b", {stage_name(c, i) + ": "}),
                                   element("span", {{"lang", "en"}}, {own}), ". " + how}));
  }
  return items.empty() ? Html() : element("ul", {{"class", "points"}}, items);
}

}  // namespace

Html stages_section(Context& c) {
  // One statement each: figures and tables are numbered as they are made.
  Html main = paragraph(
      c.word("wt_stages_text", {{"n", fmt::format("{}", c.diagnosis.stages.size() - 1)}}));
  main += remarks(c);
  main += weights_figure(c);
  main += g_figure(c);
  Html tables = stages_table(c);
  tables += g_table(c);
  return wide_section(c.word("wt_stages_heading"), main, tables);
}

}  // namespace trygg::reports::weighting
