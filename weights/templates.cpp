#include "weights/templates.hpp"

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

/// Every way to read `text` as names of columns with one of `_+-` between.
void split_names(std::string_view text, const Table& table, Names& before,
                 std::vector<Names>& ways) {
  if (table.has(text)) {
    ways.push_back(before);
    ways.back().emplace_back(text);
  }
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (std::string_view("_+-").find(text[i]) == std::string_view::npos) continue;
    if (!table.has(text.substr(0, i))) continue;
    before.emplace_back(text.substr(0, i));
    split_names(text.substr(i + 1), table, before, ways);
    before.pop_back();
  }
}

Names variables_of_margin(const TotalsFile& file, const Table& table) {
  const auto& path = file.path;
  if (fs::exists(path)) {
    auto header = parse_csv(read_file(path), path.string()).header;
    std::erase(header, "total");
    return header;
  }
  Names before;
  std::vector<Names> ways;
  split_names(path.stem().string(), table, before, ways);
  require<ConfigError>(ways.size() == 1,
                       "{}: the name of the file {}; write the file with its header alone, "
                       "variables and 'total', and ask again",
                       path.string(),
                       ways.empty() ? "does not tell which variables it is for"
                                    : "can be read as variables in several ways");
  auto names = file.partition;
  for (auto& name : ways.front())
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  return names;
}

Names variables_of_totals(const fs::path& path) {
  if (!fs::exists(path)) return {path.stem().string()};
  const auto csv = parse_csv(read_file(path), path.string());
  const auto column = csv.column("variable");
  Names names;
  for (const auto& row : csv.rows)
    if (std::ranges::find(names, row[column]) == names.end()) names.push_back(row[column]);
  return names;
}

/// A column with the place of each level in the order of publication.
struct Ranked {
  const Column* column;
  std::vector<std::uint32_t> rank;  // by level
};

Ranked ranked(const Column& column) {
  Ranked result{&column, std::vector<std::uint32_t>(column.levels.size())};
  const auto order = column.ordered_levels();
  for (std::uint32_t i = 0; i < order.size(); ++i) result.rank[order[i]] = i;
  return result;
}

/// Codes of every combination that the data hold, in the order of publication.
std::vector<Names> combinations_of(const fs::path& path, const Names& variables,
                                   const Table& table) {
  std::vector<Ranked> columns;
  for (const auto& name : variables)
    columns.push_back(ranked(column_for(table, name, path.string())));
  std::map<std::vector<std::uint32_t>, Names> combinations;  // by rank: codes
  for (std::size_t k = 0; k < table.rows(); ++k) {
    std::vector<std::uint32_t> place;
    Names codes;
    for (const auto& c : columns) {
      if (c.column->at(k).missing != Missing::none) break;
      place.push_back(c.rank[c.column->codes[k]]);
      codes.push_back(c.column->at(k).text);
    }
    if (codes.size() == columns.size()) combinations.emplace(std::move(place), std::move(codes));
  }
  std::vector<Names> all;
  for (auto& [place, codes] : combinations) all.push_back(std::move(codes));
  return all;
}

Template margin_template(const fs::path& path, const Names& variables, const Table& table) {
  auto combinations = combinations_of(path, variables, table);
  auto header = variables;
  header.emplace_back("total");
  Template made{path.filename().string(), csv_line(header), combinations.size()};
  for (auto& codes : combinations) {
    codes.emplace_back();
    made.text += csv_line(codes);
  }
  return made;
}

Template totals_template(const fs::path& path, const Names& partition, const Table& table) {
  auto header = partition;
  header.insert(header.end(), {"variable", "total"});
  Template made{path.filename().string(), csv_line(header), 0};
  const auto parts =
      partition.empty() ? std::vector<Names>{{}} : combinations_of(path, partition, table);
  for (const auto& name : variables_of_totals(path)) {
    column_for(table, name, path.string());
    for (auto row : parts) {
      row.insert(row.end(), {name, ""});
      made.text += csv_line(row);
      ++made.rows;
    }
  }
  return made;
}

}  // namespace

std::vector<Template> make_templates(const Table& table, const Recipe& recipe) {
  std::vector<Template> all;
  const auto& design = recipe.design;
  if (design.population)
    all.push_back(margin_template(*design.population, {*design.spec.strata}, table));
  for (const auto& step : recipe.steps)
    for (const auto& file : step->files())
      all.push_back(file.kind == TotalsFile::Kind::margin
                        ? margin_template(file.path, variables_of_margin(file, table), table)
                        : totals_template(file.path, file.partition, table));
  return all;
}

}  // namespace trygg::weights
