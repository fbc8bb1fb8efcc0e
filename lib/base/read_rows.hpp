#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg {

/// The rows of a table that this program wrote, each made by `row_of` from its fields.
/// \param header  the only one that is taken
/// \param what    whose header it is, for the complaint: "that of standings"
/// \throws InputError  another header, or what `row_of` throws as ArgumentError, with its line
template <class RowOf>
auto read_rows(const std::filesystem::path& path, const std::vector<std::string>& header,
               std::string_view what, const RowOf& row_of) {
  const auto csv = parse_csv(read_file(path), path.string());
  require<InputError>(csv.header == header, "{}:1: the header is not {}, {}", csv.source, what,
                      joined(header, ","));
  std::vector<decltype(row_of(csv.rows.front()))> rows;
  rows.reserve(csv.rows.size());
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    try {
      rows.push_back(row_of(csv.rows[r]));
    } catch (const ArgumentError& e) {
      throw InputError(csv.source, csv.lines[r], e.what());
    }
  }
  return rows;
}

}  // namespace trygg
