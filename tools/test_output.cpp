#include "tools/test_output.hpp"

#include <fmt/core.h>

#include "base/text.hpp"
#include "tools/test_run.hpp"

namespace trygg::tools {
namespace {

std::vector<std::string> fields_of(const TestRow& row) {
  std::vector<std::string> fields{row.test, row.of};
  fields.insert(fields.end(), row.codes.begin(), row.codes.end());
  fields.push_back(row.contrast);
  fields.emplace_back(to_text(row.outcome.method));
  fields.push_back(fmt::format("{}", row.result.n));
  for (const double value : {row.result.estimate, row.result.se, row.result.lower, row.result.upper,
                             row.outcome.statistic, row.outcome.df1, row.outcome.df2,
                             row.outcome.p_value, row.p_adjusted, row.pearson, row.design_effect})
    fields.push_back(shortest(value));
  fields.push_back(row.note);
  return fields;
}

}  // namespace

OutputTable to_output(const Tested& tested) {
  OutputTable output{.columns = {"test", "of"}, .rows = {}, .texts = {}};
  output.columns.insert(output.columns.end(), tested.variables.begin(), tested.variables.end());
  output.texts = output.columns;
  for (const auto& name : split("contrast,method,n,estimate,se,lower,upper,statistic,df1,df2,"
                                "p_value,p_adjusted,pearson,design_effect,note",
                                ','))
    output.columns.push_back(name);
  for (const auto& row : tested.rows) output.rows.push_back(fields_of(row));
  return output;
}

}  // namespace trygg::tools
