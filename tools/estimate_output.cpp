#include "tools/estimate_output.hpp"

#include "base/text.hpp"
#include "table/table.hpp"

namespace trygg::tools {
namespace {

std::string name_of(const Level& level, Naming naming) {
  return naming == Naming::labels && !level.label.empty() ? level.label : level.text;
}

std::string notes_of(const Result& result) {
  std::vector<std::string> notes;
  for (const auto note : result.notes) notes.emplace_back(to_text(note));
  return joined(notes, " ");
}

std::vector<std::string> fields_of(const EstimateRow& row, const Estimates& estimates,
                                   const Table& table, Naming naming) {
  std::vector<std::string> fields{row.indicator, std::string(to_text(row.statistic))};
  for (std::size_t v = 0; v < row.levels.size(); ++v) {
    const auto level = row.levels[v];
    const auto& column = table.column(estimates.variables[v]);
    fields.push_back(level == EstimateRow::all ? "" : name_of(column.levels[level], naming));
  }
  fields.push_back(row.contrast);
  const auto& r = row.result;
  fields.push_back(std::to_string(r.n));
  for (const double value : {r.estimate, r.se, r.lower, r.upper, r.df, r.deff, r.n_effective, r.t,
                             r.p_value, r.p_adjusted})
    fields.push_back(shortest(value));
  fields.push_back(notes_of(r));
  return fields;
}

}  // namespace

OutputTable to_output(const Estimates& estimates, const Table& table, Naming naming) {
  OutputTable output{.columns = {"indicator", "statistic"}, .rows = {}, .texts = {"indicator"}};
  for (const auto& name : estimates.variables) {
    output.columns.push_back(name);
    output.texts.push_back(name);
  }
  for (const auto* name : {"contrast", "n", "estimate", "se", "lower", "upper", "df", "deff",
                           "n_effective", "t", "p_value", "p_adjusted", "note"})
    output.columns.emplace_back(name);
  for (const auto& row : estimates.rows)
    output.rows.push_back(fields_of(row, estimates, table, naming));
  return output;
}

}  // namespace trygg::tools
