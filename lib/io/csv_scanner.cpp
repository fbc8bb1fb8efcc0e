#include "io/csv_scanner.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.hpp"

namespace trygg {

std::string_view CsvField::text(std::string& buffer) const {
  const std::string_view raw(begin, size);
  if (!has_doubled) return raw;
  buffer.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    buffer += raw[i];
    if (raw[i] == '"') ++i;
  }
  return buffer;
}

CsvScanner::CsvScanner(std::string_view text, char delimiter, std::string_view source,
                       TextEnd text_end, std::size_t first_line)
    : at_(text.data()),
      end_(text.data() + text.size()),
      delimiter_(delimiter),
      source_(source),
      text_end_(text_end),
      line_(first_line),
      record_line_(first_line) {
  for (const char c : {delimiter, '\n', '\r'}) ends_field_[static_cast<unsigned char>(c)] = true;
}

void CsvScanner::pass_line_end() {
  if (*at_ == '\r' && at_ + 1 != end_ && at_[1] == '\n') ++at_;
  ++at_;
  ++line_;
}

CsvField CsvScanner::plain_field() {
  const char* begin = at_;
  while (at_ != end_ && !ends_field_[static_cast<unsigned char>(*at_)]) ++at_;
  if (static_cast<std::size_t>(at_ - begin) > std::numeric_limits<std::uint32_t>::max())
    throw InputError(source_, line_, "a field is longer than 4 GB");
  return {begin, static_cast<std::uint32_t>(at_ - begin), false};
}

CsvField CsvScanner::quoted_field() {
  const auto opened = line_;
  CsvField field{++at_};
  for (;; ++at_) {
    if (at_ == end_ && text_end_ == TextEnd::of_part) return field;
    if (at_ == end_) throw InputError(source_, opened, "a quote that begins here is never closed");
    if (*at_ == '"') {
      if (at_ + 1 == end_ || at_[1] != '"') break;
      field.has_doubled = true;
      ++at_;
    } else if (*at_ == '\n' || (*at_ == '\r' && !(at_ + 1 != end_ && at_[1] == '\n'))) {
      ++line_;
    }
  }
  field.size = static_cast<std::uint32_t>(at_ - field.begin);
  ++at_;
  if (at_ != end_ && !ends_field_[static_cast<unsigned char>(*at_)])
    throw InputError(source_, line_,
                     "text follows a closing quote; write a quote inside a quoted field twice");
  return field;
}

void CsvScanner::pass_blank_lines(const char* limit) {
  while (at_ < limit && at_ != end_ && at_line_end()) pass_line_end();
}

bool CsvScanner::next(std::vector<CsvField>& fields) {
  pass_blank_lines(end_);
  if (at_ == end_) return false;
  record_line_ = line_;
  const auto* begin = at_;
  const auto before = fields.size();
  if (read_fields(fields) || text_end_ == TextEnd::of_file) return true;
  fields.resize(before);
  at_ = begin;
  line_ = record_line_;
  return false;
}

/// The fields of a record; false when the text ended before its line did.
bool CsvScanner::read_fields(std::vector<CsvField>& fields) {
  for (;;) {
    fields.push_back(at_ != end_ && *at_ == '"' ? quoted_field() : plain_field());
    if (at_ == end_) return false;
    if (*at_ != delimiter_) {
      pass_line_end();
      return true;
    }
    ++at_;
  }
}

namespace {

constexpr std::size_t sampled_records = 100;

/// How many of the first records have the header's number of fields, and that number.
std::pair<std::size_t, std::size_t> agreement(std::string_view text, char delimiter) {
  CsvScanner scanner(text, delimiter, "");
  std::vector<CsvField> fields;
  std::size_t agreeing = 0, header = 0;
  try {
    for (std::size_t r = 0; r < sampled_records && scanner.next(fields); ++r, fields.clear()) {
      if (r == 0) header = fields.size();
      if (fields.size() == header) ++agreeing;
    }
  } catch (const InputError&) {
    // Quotes that do not close under this delimiter: what came before counts.
  }
  return header < 2 ? std::pair<std::size_t, std::size_t>{0, header} : std::pair{agreeing, header};
}

}  // namespace

char find_delimiter(std::string_view text) {
  char best = ',';
  std::pair<std::size_t, std::size_t> most{0, 1};
  for (const char candidate : {';', '\t', '|', ','}) {
    const auto agrees = agreement(text, candidate);
    if (agrees > most) {
      most = agrees;
      best = candidate;
    }
  }
  return best;
}

}  // namespace trygg
