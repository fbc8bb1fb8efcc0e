#include "io/csv_head.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "io/read.hpp"
#include "table/column.hpp"

namespace trygg {
namespace {

constexpr std::uint64_t first_bytes = std::uint64_t{256} << 10;
constexpr std::size_t looked_at = 1000;

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

/// The columns of the records that `scanner` is at, at most so many; others than `names` say are
/// passed over.
std::vector<Column> first_columns(CsvScanner& scanner, const std::vector<std::string>& names) {
  std::vector<ColumnBuilder> builders;
  for (const auto& name : names) builders.emplace_back(name);
  std::vector<CsvField> fields;
  std::string buffer;
  for (std::size_t r = 0; r < looked_at && scanner.next(fields); fields.clear()) {
    if (fields.size() != names.size()) continue;
    for (std::size_t c = 0; c < names.size(); ++c) builders[c].add(fields[c].text(buffer));
    ++r;
  }
  std::vector<Column> columns;
  for (auto& builder : builders) columns.push_back(builder.take());
  return columns;
}

/// True when the text holds the header and all the records that are looked at.
bool is_enough(const HeadText& head, char delimiter) {
  if (head.end == TextEnd::of_file) return true;
  CsvScanner scanner(head.text, delimiter, "", TextEnd::of_part);
  std::vector<CsvField> fields;
  for (std::size_t r = 0; r <= looked_at; ++r, fields.clear())
    if (!scanner.next(fields)) return false;
  return true;
}

/// Where the records begin: found in the bytes as they are, in which the header is longer or
/// shorter than in UTF-8.
void find_records(const ByteSource& source, std::size_t bytes, CsvHead& head) {
  std::string text(bytes, '\0');
  text.resize(source.read(0, text));
  const auto mark = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  const auto end = text.size() == source.size() ? TextEnd::of_file : TextEnd::of_part;
  CsvScanner scanner(std::string_view(text).substr(mark), head.delimiter, source.name(), end);
  std::vector<CsvField> fields;
  scanner.next(fields);
  head.records_at = static_cast<std::uint64_t>(scanner.position() - text.data());
  head.records_line = scanner.next_line();
}

}  // namespace

char decimal_of(const std::vector<Column>& columns) {
  std::size_t points = 0, commas = 0;
  for (const auto& column : columns) {
    const char sign = decimal_of(column);
    points += sign == '.' ? 1 : 0;
    commas += sign == ',' ? 1 : 0;
  }
  return commas > points ? ',' : points > 0 ? '.' : '?';
}

HeadText read_head_text(const ByteSource& source, const ReadOptions& options, std::uint64_t bytes) {
  HeadText head;
  std::string text(static_cast<std::size_t>(std::min(bytes, source.size())), '\0');
  text.resize(source.read(0, text));
  if (text.size() < source.size()) {
    head.end = TextEnd::of_part;
    text.resize(text.find_last_of("\r\n") + 1);  // npos + 1 is 0: not even one line
  }
  head.encoding = options.encoding ? to_encoding(*options.encoding) : find_encoding(text);
  head.text = decoded(std::move(text), options.encoding, source.name());
  return head;
}

CsvHead read_head(const ByteSource& source, const ReadOptions& options) {
  HeadText text;
  CsvHead head;
  auto bytes = first_bytes;
  for (;; bytes *= 4) {
    text = read_head_text(source, options, bytes);
    head.delimiter = options.delimiter ? *options.delimiter : find_delimiter(text.text);
    if (is_enough(text, head.delimiter)) break;
  }
  CsvScanner scanner(text.text, head.delimiter, source.name(), text.end);
  head.names = header_names(scanner, source.name());
  head.decimal = options.decimal ? *options.decimal : head.delimiter == ',' ? '.' : '?';
  if (head.decimal == '?') head.decimal = decimal_of(first_columns(scanner, head.names));
  head.encoding = text.encoding;
  std::array<char, 3> mark{};
  source.read(0, mark);
  head.encoding_is_known =
      options.encoding || std::string_view(mark.data(), mark.size()) == byte_order_mark;
  find_records(source, static_cast<std::size_t>(std::min(bytes, source.size())), head);
  return head;
}

}  // namespace trygg
