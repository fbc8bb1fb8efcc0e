#include "io/csv_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "io/csv_scanner.hpp"
#include "io/encoding.hpp"

namespace trygg {
namespace {

constexpr std::size_t block_records = 4096;
constexpr std::size_t decimal_records = 1000;
constexpr std::size_t ragged_listed = 5;

/// The names in the header, without outer blanks.
std::vector<std::string> header_names(CsvScanner& scanner, const std::string& source) {
  std::vector<CsvField> fields;
  require<InputError>(scanner.next(fields), "{}: the file is empty", source);
  std::vector<std::string> names;
  std::string buffer;
  for (const auto& field : fields) {
    names.emplace_back(trimmed(field.text(buffer)));
    const bool is_new = names.back().empty() ||
                        std::find(names.begin(), names.end() - 1, names.back()) == names.end() - 1;
    if (!is_new)
      throw InputError(source, scanner.line(),
                       fmt::format("there are two columns named '{}'", names.back()));
  }
  return names;
}

/// Rows whose number of fields is not the header's.
struct Ragged {
  std::vector<std::string> first;
  std::size_t count = 0;

  void add(std::size_t line, std::size_t found) {
    if (count++ < ragged_listed) first.push_back(fmt::format("line {} has {}", line, found));
  }
  void reject(const std::string& source, std::size_t expected, char delimiter) const {
    if (count == 0) return;
    const auto sign = delimiter == '\t' ? std::string("tab") : fmt::format("'{}'", delimiter);
    throw InputError(fmt::format(
        "{}: {} {} not the header's {} fields: {}{} (delimiter {}; --delimiter sets another)",
        source, count, count == 1 ? "row has" : "rows have", expected, joined(first, ", "),
        count > ragged_listed ? ", …" : "", sign));
  }
};

/// Line of each record, kept only once it is not simply the record's number and the header.
class Lines {
 public:
  void add(std::size_t line) {
    ++records_;
    if (lines_.empty() && line == records_ + 1) return;
    while (lines_.size() + 1 < records_)
      lines_.push_back(static_cast<std::uint32_t>(lines_.size() + 2));
    lines_.push_back(static_cast<std::uint32_t>(line));
  }
  std::vector<std::uint32_t> take() { return std::move(lines_); }

 private:
  std::size_t records_ = 0;
  std::vector<std::uint32_t> lines_;
};

/// Scans up to `count` records into `fields` (one after the other, `width` each).
std::size_t scan(CsvScanner& scanner, std::size_t count, std::size_t width,
                 std::vector<CsvField>& fields, Ragged& ragged, Lines& lines) {
  fields.clear();
  std::size_t records = 0;
  while (records < count) {
    const auto before = fields.size();
    if (!scanner.next(fields)) break;
    if (const auto found = fields.size() - before; found != width) {
      ragged.add(scanner.line(), found);
      fields.resize(before);
      continue;
    }
    lines.add(scanner.line());
    ++records;
  }
  return records;
}

/// What a column says of the decimal sign: ',' when it is numbers only with a comma, '.' when it is
/// numbers with points, '?' when it says nothing.
char decimal_of(const Column& column) {
  const auto all_numbers = [&](char decimal) {
    bool any_sign = false;
    for (const auto& level : column.levels) {
      if (level.missing != Missing::none) continue;
      if (!number_in_field(level.text, decimal)) return false;
      any_sign = any_sign || level.text.find(decimal) != std::string::npos;
    }
    return any_sign;
  };
  return all_numbers('.') ? '.' : all_numbers(',') ? ',' : '?';
}

/// The decimal sign of most columns; '?' when none says anything.
char decimal_of(const std::vector<Column>& columns) {
  std::size_t points = 0, commas = 0;
  for (const auto& column : columns) {
    const char sign = decimal_of(column);
    points += sign == '.' ? 1 : 0;
    commas += sign == ',' ? 1 : 0;
  }
  return commas > points ? ',' : points > 0 ? '.' : '?';
}

std::vector<ColumnBuilder> builders(const std::vector<std::string>& names,
                                    const std::vector<std::size_t>& wanted) {
  std::vector<ColumnBuilder> all;
  for (const auto c : wanted) all.emplace_back(names[c]);
  return all;
}

std::vector<Column> take(std::vector<ColumnBuilder>& builders, char decimal, unsigned threads) {
  std::vector<Column> columns(builders.size());
  parallel_for(builders.size(), threads, [&](std::size_t c) {
    columns[c] = builders[c].take(ColumnBuilder::Empty::missing, decimal);
  });
  return columns;
}

/// Adds column `c` of every record in `fields`.
void add_column(ColumnBuilder& builder, const std::vector<CsvField>& fields, std::size_t c,
                std::size_t width) {
  std::string buffer;
  for (auto f = c; f < fields.size(); f += width) builder.add(fields[f].text(buffer));
}

std::vector<std::size_t> all_of(std::size_t width) {
  std::vector<std::size_t> all(width);
  for (std::size_t c = 0; c < width; ++c) all[c] = c;
  return all;
}

std::vector<std::size_t> wanted_columns(const std::vector<std::string>& names,
                                        const std::vector<std::string>& asked,
                                        const std::string& source) {
  if (asked.empty()) return all_of(names.size());
  std::vector<std::size_t> wanted;
  for (const auto& name : asked) {
    const auto found = std::ranges::find(names, name);
    require<ConfigError>(found != names.end(), "{}: there is no column '{}'{}", source, name,
                         did_you_mean(name, names));
    wanted.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  std::ranges::sort(wanted);
  const auto repeated = std::ranges::unique(wanted);
  wanted.erase(repeated.begin(), repeated.end());
  return wanted;
}

/// The decimal sign by all columns of the first records, so that it does not depend on which
/// columns are asked for.
char sampled_decimal(CsvScanner scanner, const std::vector<std::string>& names) {
  std::vector<CsvField> fields;
  Ragged ragged;
  Lines lines;
  scan(scanner, decimal_records, names.size(), fields, ragged, lines);
  const auto all = all_of(names.size());
  auto built = builders(names, all);
  for (const auto c : all) add_column(built[c], fields, c, names.size());
  return decimal_of(take(built, '.', 1));
}

/// Drops unnamed columns without values, which a delimiter at the end of every line makes.
void drop_unnamed(std::vector<Column>& columns, const std::string& source) {
  std::erase_if(columns, [&](const Column& column) {
    if (!column.name.empty()) return false;
    const bool has_values = std::ranges::any_of(
        column.levels, [](const Level& level) { return level.missing == Missing::none; });
    if (has_values)
      throw InputError(source, 1,
                       "a column has no name; give it one (R: write.csv(…, row.names = FALSE))");
    return true;
  });
}

}  // namespace

Table read_csv(std::string bytes, const std::string& source, const ReadOptions& options) {
  const auto text = decoded(std::move(bytes), options.encoding, source);
  const char delimiter = options.delimiter ? *options.delimiter : find_delimiter(text);
  CsvScanner scanner(text, delimiter, source);
  const auto names = header_names(scanner, source);
  const auto wanted = wanted_columns(names, options.columns, source);

  char decimal = options.decimal ? *options.decimal : delimiter == ',' ? '.' : '?';
  if (decimal == '?') decimal = sampled_decimal(scanner, names);

  auto built = builders(names, wanted);
  std::vector<CsvField> fields;
  Ragged ragged;
  Lines lines;
  while (scan(scanner, block_records, names.size(), fields, ragged, lines) > 0)
    parallel_for(wanted.size(), options.threads,
                 [&](std::size_t c) { add_column(built[c], fields, wanted[c], names.size()); });
  ragged.reject(source, names.size(), delimiter);
  require<InputError>(built.front().size() > 0, "{}: there are no records below the header",
                      source);

  auto columns = take(built, decimal == '?' ? '.' : decimal, options.threads);
  if (decimal == '?' && decimal_of(columns) == ',')
    for (auto& column : columns) find_numbers(column, ',');
  drop_unnamed(columns, source);
  Table table(source, std::move(columns));
  table.lines = lines.take();
  table.show_values = options.show_values;
  return table;
}

}  // namespace trygg
