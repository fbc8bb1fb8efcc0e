#include "table/table.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {

Table::Table(std::string source, std::vector<Column> columns) : source_(std::move(source)) {
  if (!columns.empty()) rows_ = columns.front().codes.size();
  for (auto& c : columns) add(std::move(c));
}

void Table::add(Column column) {
  require<InputError>(!has(column.name), "{}: there are two columns named '{}'", source_,
                      column.name);
  if (columns_.empty()) rows_ = column.codes.size();
  require(column.codes.size() == rows_, "{}: column '{}' has {} values for {} records", source_,
          column.name, column.codes.size(), rows_);
  columns_.push_back(std::move(column));
}

std::vector<std::string> Table::names() const {
  std::vector<std::string> all;
  for (const auto& c : columns_) all.push_back(c.name);
  return all;
}

bool Table::has(std::string_view name) const {
  return std::ranges::find(columns_, name, &Column::name) != columns_.end();
}

const Column& Table::column(std::string_view name) const {
  const auto found = std::ranges::find(columns_, name, &Column::name);
  if (found == columns_.end()) {
    const auto all = names();
    throw ConfigError(
        fmt::format("{}: there is no column '{}'{}", source_, name, did_you_mean(name, all)));
  }
  return *found;
}

Column& Table::column(std::string_view name) {
  return const_cast<Column&>(static_cast<const Table&>(*this).column(name));
}

std::vector<double> Table::numbers(std::string_view name) const {
  const auto& c = column(name);
  std::vector<double> by_level(c.levels.size());
  std::vector<char> is_text(c.levels.size());
  bool any_text = false;
  for (std::size_t l = 0; l < by_level.size(); ++l) {
    const auto& level = c.levels[l];
    by_level[l] =
        level.missing == Missing::none ? level.number : std::numeric_limits<double>::quiet_NaN();
    is_text[l] = level.missing == Missing::none && level.number != level.number;
    any_text = any_text || is_text[l];
  }
  std::vector<double> values(rows_);
  for (std::size_t k = 0; k < rows_; ++k) {
    values[k] = by_level[c.codes[k]];
    if (any_text && is_text[c.codes[k]])
      throw InputError(fmt::format("{}: {}, column '{}': {} is not a number", source_, place(k),
                                   name, quoted(c.at(k))));
  }
  return values;
}

std::string Table::place(std::size_t record) const {
  return lines.empty() ? fmt::format("row {}", record + 1)
                       : fmt::format("row {} (line {})", record + 1, lines[record]);
}

std::string Table::quoted(const Level& level) const {
  return show_values == ShowValues::yes ? fmt::format("'{}'", level.text)
                                        : "the value (--show-values shows it)";
}

}  // namespace trygg
