#include "estimate/cell_columns.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/csv.hpp"
#include "base/error.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 7> cell{"wave",       "era",  "indicator", "statistic",
                                               "area_level", "area", "sex"};

void expect(const CsvText& csv, std::size_t at, std::string_view name) {
  const auto& header = csv.header;
  const auto met = at < header.size() ? "'" + header[at] + "'" : std::string("nothing");
  require<InputError>(at < header.size() && header[at] == name,
                      "{}:1: column {} must be '{}', but it is {}", csv.source, at + 1, name, met);
}

}  // namespace

std::span<const std::string_view> cell_columns() {
  return cell;
}

std::vector<std::string> header_of_cells(std::span<const std::string> groups,
                                         std::span<const std::string_view> rest) {
  std::vector<std::string> header(cell.begin(), cell.end());
  header.insert(header.end(), groups.begin(), groups.end());
  header.insert(header.end(), rest.begin(), rest.end());
  return header;
}

std::vector<std::string> group_columns(const CsvText& csv, std::span<const std::string_view> rest) {
  for (std::size_t c = 0; c < cell.size(); ++c) expect(csv, c, cell[c]);
  const auto first = csv.header.begin() + static_cast<std::ptrdiff_t>(cell.size());
  const auto last = std::find(first, csv.header.end(), rest.front());
  const auto at = static_cast<std::size_t>(last - csv.header.begin());
  for (std::size_t c = 0; c < rest.size(); ++c) expect(csv, at + c, rest[c]);
  require<InputError>(at + rest.size() == csv.header.size(), "{}:1: column '{}' after '{}'{}",
                      csv.source, csv.header.back(), rest.back(),
                      "; the groups stand between 'sex' and the rest");
  std::vector<std::string> groups(first, last);
  require<InputError>(std::set(groups.begin(), groups.end()).size() == groups.size(),
                      "{}:1: a group column occurs twice", csv.source);
  return groups;
}

}  // namespace trygg
