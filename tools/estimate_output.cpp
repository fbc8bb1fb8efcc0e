#include "tools/estimate_output.hpp"

#include <algorithm>
#include <array>

#include "base/csv.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "table/table.hpp"

namespace trygg::tools {
namespace {

std::string_view name_of(const Level& level, Naming naming) {
  return naming == Naming::labels && !level.label.empty() ? level.label : level.text;
}

/// What the rows are written from: columns looked up once.
struct Rows {
  const Estimates& estimates;
  Naming naming;
  std::vector<const Column*> groups;

  Rows(const Estimates& of, const Table& table, Naming by) : estimates(of), naming(by) {
    for (const auto& name : of.variables) groups.push_back(&table.column(name));
  }
  std::string_view group(const EstimateRow& row, std::size_t v) const {
    const auto level = row.levels[v];
    return level == EstimateRow::all ? "" : name_of(groups[v]->levels[level], naming);
  }
};

std::string notes_of(const Result& result) {
  std::string text;
  for (const auto note : result.notes) {
    if (!text.empty()) text += ' ';
    text += to_text(note);
  }
  return text;
}

std::array<double, 10> numbers_of(const Result& r) {
  return {r.estimate, r.se,          r.lower, r.upper,   r.df,
          r.deff,     r.n_effective, r.t,     r.p_value, r.p_adjusted};
}

/// What follows the note where the parts of the variance are told apart.
std::array<double, 2> components_of(const Result& r) {
  return {r.se_sampling, r.se_response};
}

/// Gives the fields of a row, in their order: texts to `text`, numbers to `number`.
template <class Text, class Number>
void each_field(const EstimateRow& row, const Rows& rows, Text text, Number number) {
  text(row.indicator);
  text(to_text(row.statistic));
  for (std::size_t v = 0; v < row.levels.size(); ++v) text(rows.group(row, v));
  text(row.contrast);
  number(static_cast<double>(row.result.n));
  for (const double value : numbers_of(row.result)) number(value);
  text(notes_of(row.result));
  if (rows.estimates.parts == ErrorParts::apart)
    for (const double value : components_of(row.result)) number(value);
}

std::vector<std::string> header_of(const Estimates& estimates) {
  std::vector<std::string> columns{"indicator", "statistic"};
  columns.insert(columns.end(), estimates.variables.begin(), estimates.variables.end());
  for (const auto* name : {"contrast", "n", "estimate", "se", "lower", "upper", "df", "deff",
                           "n_effective", "t", "p_value", "p_adjusted", "note"})
    columns.emplace_back(name);
  if (estimates.parts == ErrorParts::apart)
    columns.insert(columns.end(), {"se_sampling", "se_response"});
  return columns;
}

void append_line(std::string& text, const EstimateRow& row, const Rows& rows) {
  const auto begin = text.size();
  const auto next = [&] {
    if (text.size() > begin) text += ',';
  };
  each_field(
      row, rows,
      [&](std::string_view field) {
        next();
        append_csv_field(text, field);
      },
      [&](double value) {
        next();
        append_shortest(text, value);
      });
  text += '\n';
}

}  // namespace

std::string to_csv(const Estimates& estimates, const Table& table, Naming naming,
                   unsigned threads) {
  constexpr std::size_t part = 512;
  const Rows rows(estimates, table, naming);
  std::vector<std::string> parts((estimates.rows.size() + part - 1) / part);
  parallel_for(parts.size(), threads, [&](std::size_t p) {
    const auto end = std::min(estimates.rows.size(), (p + 1) * part);
    for (auto i = p * part; i < end; ++i) append_line(parts[p], estimates.rows[i], rows);
  });
  auto text = csv_line(header_of(estimates));
  for (auto& lines : parts) {
    text += lines;
    lines = {};
  }
  return text;
}

OutputTable to_output(const Estimates& estimates, const Table& table, Naming naming) {
  OutputTable output{.columns = header_of(estimates), .rows = {}, .texts = estimates.variables};
  output.texts.emplace_back("indicator");
  const Rows rows(estimates, table, naming);
  for (const auto& row : estimates.rows) {
    auto& fields = output.rows.emplace_back();
    each_field(
        row, rows, [&](std::string_view text) { fields.emplace_back(text); },
        [&](double value) { fields.push_back(shortest(value)); });
  }
  return output;
}

}  // namespace trygg::tools
