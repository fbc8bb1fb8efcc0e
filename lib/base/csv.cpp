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

/// Cuts records off the front of a text.
class Cutter {
 public:
  Cutter(std::string_view text, const std::string& source)
      : rest_(text), delimiter_(delimiter_of(text)), source_(source) {}

  bool at_end() const { return rest_.empty(); }
  std::size_t line() const { return line_; }

  std::vector<std::string> record() {
    std::vector<std::string> fields{field()};
    while (!rest_.empty() && rest_.front() == delimiter_) {
      rest_.remove_prefix(1);
      fields.push_back(field());
    }
    end_of_line();
    return fields;
  }

 private:
  std::string field() {
    if (!rest_.empty() && rest_.front() == '"') return quoted();
    const auto end =
        std::min(rest_.find_first_of(std::string{delimiter_, '\n', '\r'}), rest_.size());
    std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return text;
  }

  std::string quoted() {
    const auto start = line_;
    std::string text;
    rest_.remove_prefix(1);
    for (;;) {
      const auto end = rest_.find('"');
      if (end == std::string_view::npos)
        throw InputError(source_, start, "a quote is opened and never closed");
      text += rest_.substr(0, end);
      line_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, end), '\n'));
      rest_.remove_prefix(end + 1);
      if (rest_.empty() || rest_.front() != '"') return text;
      text += '"';
      rest_.remove_prefix(1);
    }
  }

  void end_of_line() {
    if (rest_.empty()) return;
    if (rest_.front() != '\r' && rest_.front() != '\n')
      throw InputError(source_, line_, "text after a closing quote");
    if (rest_.starts_with("\r\n"))
      rest_.remove_prefix(2);
    else
      rest_.remove_prefix(1);
    ++line_;
  }

  std::string_view rest_;
  char delimiter_;
  const std::string& source_;
  std::size_t line_ = 1;
};

}  // namespace

std::size_t CsvText::column(std::string_view name) const {
  const auto found = std::ranges::find(header, name);
  if (found == header.end())
    throw InputError(
        fmt::format("{}: there is no column '{}'{}", source, name, did_you_mean(name, header)));
  return static_cast<std::size_t>(found - header.begin());
}

CsvText parse_csv(std::string_view text, std::string source) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvText csv{.source = std::move(source)};
  Cutter cutter(text, csv.source);
  while (!cutter.at_end()) {
    const auto line = cutter.line();
    auto fields = cutter.record();
    if (fields.size() == 1 && fields.front().empty()) continue;
    if (csv.header.empty()) {
      csv.header = std::move(fields);
      continue;
    }
    if (fields.size() != csv.header.size())
      throw InputError(
          csv.source, line,
          fmt::format("{} fields, but the header has {}", fields.size(), csv.header.size()));
    csv.rows.push_back(std::move(fields));
    csv.lines.push_back(line);
  }
  require<InputError>(!csv.header.empty(), "{}: the file is empty", csv.source);
  return csv;
}

std::string csv_field(std::string_view text) {
  std::string field;
  append_csv_field(field, text);
  return field;
}

void append_csv_field(std::string& to, std::string_view text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     trimmed(text).size() == text.size();
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
