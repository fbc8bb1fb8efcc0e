#pragma once

#include <string>

#include "base/csv.hpp"
#include "config/config.hpp"
#include "support.hpp"
#include "table/table.hpp"
#include "weights/recipe.hpp"

namespace trygg::test {

/// Microdata typed into a test, as CSV.
inline Table table_from(const std::string& text) {
  const auto csv = parse_csv(text, "d.csv");
  std::vector<Column> columns;
  for (std::size_t c = 0; c < csv.header.size(); ++c) {
    ColumnBuilder builder(csv.header[c]);
    for (const auto& row : csv.rows) builder.add(row[c]);
    columns.push_back(builder.take());
  }
  return Table("d.csv", std::move(columns));
}

/// A recipe typed into a test; its files of totals lie in `folder`.
inline weights::Recipe recipe_from(const std::string& toml, const Folder& folder) {
  return weights::read_recipe(Config::parse(toml, "r.toml", folder.path()));
}

}  // namespace trygg::test
