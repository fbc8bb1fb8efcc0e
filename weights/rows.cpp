#include "weights/rows.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"

namespace trygg::weights {

bool takes_part(double weight) {
  return weight == weight && weight != 0;
}

std::string respondents(std::size_t count) {
  return fmt::format("{} respondent{}", count, count == 1 ? "" : "s");
}

std::string row_numbers(std::span<const std::size_t> records) {
  std::vector<std::string> rows;
  for (const auto k : records.first(std::min<std::size_t>(records.size(), 10)))
    rows.push_back(fmt::format("{}", k + 1));
  return fmt::format("{} {}{}", records.size() == 1 ? "row" : "rows", joined(rows, ", "),
                     records.size() > 10 ? ", …" : "");
}

const Column& column_for(const Table& table, std::string_view name, std::string_view named_by) {
  if (!table.has(name)) {
    const auto all = table.names();
    throw ConfigError(fmt::format("{}: {} has no column '{}'{}", named_by, table.source(), name,
                                  did_you_mean(name, all)));
  }
  return table.column(name);
}

}  // namespace trygg::weights
