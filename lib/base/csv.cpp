#include "base/csv.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

char delimiter_of(std::string_view text) {
  const auto header = text.substr(0, text.find('\n'));
  return std::ranges::count(header, ';') > std::ranges::count(header, ',') ? ';' : ',';
}

}  // namespace

std::size_t CsvText::column(std::string_view name) const {
  const auto found = std::ranges::find(header, name);
  if (found == header.end())
    throw InputError(
        fmt::format("{}: there is no column '{}'{}", source, name, did_you_mean(name, header)));
  return static_cast<std::size_t>(found - header.begin());
}

CsvRows::CsvRows(std::string_view text, std::string source)
    : head_{.source = std::move(source)},
      rest_(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text),
      delimiter_(delimiter_of(rest_)) {
  require<InputError>(record(), "{}: the file is empty", head_.source);
  head_.header = std::move(fields_);
  fields_.clear();
}

bool CsvRows::next() {
  if (!record()) return false;
  if (fields_.size() != head_.header.size())
    throw InputError(
        head_.source, line_,
        fmt::format("{} fields, but the header has {}", fields_.size(), head_.header.size()));
  return true;
}

/// Cuts a line that is not blank off the front. The texts of the one before are written over.
bool CsvRows::record() {
  while (!rest_.empty()) {
    line_ = next_line_;
    std::size_t count = 0;
    for (bool more = true; more; ++count) {
      if (count == fields_.size()) fields_.emplace_back();
      field(fields_[count]);
      more = !rest_.empty() && rest_.front() == delimiter_;
      if (more) rest_.remove_prefix(1);
    }
    fields_.resize(count);
    end_of_line();
    if (count > 1 || !fields_.front().empty()) return true;
  }
  return false;
}

void CsvRows::field(std::string& to) {
  if (!rest_.empty() && rest_.front() == '"') return quoted(to);
  const auto ends = [&](char c) { return c == delimiter_ || c == '\n' || c == '\r'; };
  to.assign(rest_.begin(), std::ranges::find_if(rest_, ends));
  rest_.remove_prefix(to.size());
}

void CsvRows::quoted(std::string& to) {
  const auto start = next_line_;
  to.clear();
  rest_.remove_prefix(1);
  for (;;) {
    const auto end = rest_.find('"');
    if (end == std::string_view::npos)
      throw InputError(head_.source, start, "a quote is opened and never closed");
    to += rest_.substr(0, end);
    next_line_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, end), '\n'));
    rest_.remove_prefix(end + 1);
    if (rest_.empty() || rest_.front() != '"') return;
    to += '"';
    rest_.remove_prefix(1);
  }
}

void CsvRows::end_of_line() {
  if (rest_.empty()) return;
  if (rest_.front() != '\r' && rest_.front() != '\n')
    throw InputError(head_.source, next_line_, "text after a closing quote");
  rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
  ++next_line_;
}

CsvText parse_csv(std::string_view text, std::string source) {
  CsvRows rows(text, std::move(source));
  auto csv = rows.head();
  while (rows.next()) {
    csv.rows.push_back(std::move(rows.fields()));
    csv.lines.push_back(rows.line());
    rows.fields().reserve(csv.header.size());
  }
  return csv;
}

std::string csv_field(std::string_view text) {
  std::string field;
  append_csv_field(field, text);
  return field;
}

void append_csv_field(std::string& to, std::string_view text) {
  const auto is_special = [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; };
  const bool plain = std::ranges::none_of(text, is_special) && trimmed(text).size() == text.size();
  if (plain) {
    to += text;
    return;
  }
  to += '"';
  for (const char c : text) {
    to += c;
    if (c == '"') to += c;
  }
  to += '"';
}

std::string csv_line(std::span<const std::string> fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    append_csv_field(line, fields[i]);
  }
  return line + '\n';
}

}  // namespace trygg
