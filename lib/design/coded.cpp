#include "design/coded.hpp"

#include "base/error.hpp"
#include "design/sampling_spec.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {

std::vector<char> read_coded(const Table& table, const CodeList& list, std::string_view what,
                             std::span<const std::uint32_t> rows) {
  const auto& column = table.column(list.variable);
  std::vector<char> has(column.levels.size(), 0);
  for (const auto& code : list.codes)
    for (const auto level : match_code(column, code)) has[level] = 1;
  std::vector<char> coded;
  coded.reserve(rows.size());
  for (const auto row : rows) {
    const auto level = column.codes[row];
    require<InputError>(has[level] || column.levels[level].missing == Missing::none,
                        "{}: {}, column '{}': the {} is missing; every record with a weight needs "
                        "a code",
                        table.source(), table.place(row), list.variable, what);
    coded.push_back(has[level]);
  }
  return coded;
}

}  // namespace trygg
