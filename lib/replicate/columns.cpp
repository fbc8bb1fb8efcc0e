#include "replicate/columns.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

bool fits(std::string_view name, std::string_view pattern) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '*') {
    for (std::size_t taken = 0; taken <= name.size(); ++taken)
      if (fits(name.substr(taken), pattern.substr(1))) return true;
    return false;
  }
  return !name.empty() && (pattern.front() == '?' || pattern.front() == name.front()) &&
         fits(name.substr(1), pattern.substr(1));
}

struct NumberedNames {
  std::string before, after;
  long long first, last;
  std::size_t width;  // of the numbers, at least
};

std::optional<long long> digits(std::string_view text) {
  constexpr std::size_t most = 9;
  if (text.empty() || text.size() > most ||
      !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return std::stoll(std::string(text));
}

/// before[first-last]after
std::optional<NumberedNames> read_numbered(std::string_view pattern) {
  const auto open = pattern.find('['), close = pattern.find(']', open);
  if (open == pattern.npos || close == pattern.npos) return std::nullopt;
  const auto inside = pattern.substr(open + 1, close - open - 1);
  const auto dash = inside.find('-');
  if (dash == inside.npos) return std::nullopt;
  const auto first = digits(inside.substr(0, dash)), last = digits(inside.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return NumberedNames{std::string(pattern.substr(0, open)), std::string(pattern.substr(close + 1)),
                       *first, *last, inside[0] == '0' ? dash : 1};
}

std::vector<std::string> names_of(const NumberedNames& numbered, const Table& table) {
  std::vector<std::string> names;
  for (auto i = numbered.first; i <= numbered.last; ++i) {
    names.push_back(fmt::format("{}{:0{}}{}", numbered.before, i, numbered.width, numbered.after));
    table.column(names.back());
  }
  return names;
}

std::vector<std::string> names_of(const std::string& pattern, const Table& table) {
  if (table.has(pattern)) return {pattern};
  if (const auto numbered = read_numbered(pattern)) return names_of(*numbered, table);
  std::vector<std::string> names;
  if (pattern.find_first_of("*?") == pattern.npos) return {table.column(pattern).name};
  for (const auto& column : table.columns())
    if (fits(column.name, pattern)) names.push_back(column.name);
  require<ConfigError>(!names.empty(), "{}: no column fits '{}'", table.source(), pattern);
  return names;
}

}  // namespace

std::vector<std::string> replicate_columns(const std::vector<std::string>& patterns,
                                           const Table& table) {
  std::vector<std::string> all;
  std::set<std::string> seen;
  for (const auto& pattern : patterns)
    for (auto& name : names_of(pattern, table)) {
      require<ConfigError>(seen.insert(name).second, "column '{}' is given twice", name);
      all.push_back(std::move(name));
    }
  return all;
}

}  // namespace trygg
