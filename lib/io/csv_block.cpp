#include "io/csv_block.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "io/chunk_columns.hpp"
#include "io/chunk_reader.hpp"
#include "io/field_grid.hpp"

namespace trygg {
namespace {

constexpr std::size_t ragged_listed = 5;
/// A block that begins in a quoted field by a wrong guess may seem to hold an endless record.
constexpr std::size_t longest_guessed = std::size_t{4} << 20;

std::size_t line_ends(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    count += text[i] == '\n' || (text[i] == '\r' && !is_pair) ? 1 : 0;
  }
  return count;
}

class BlockReader {
 public:
  BlockReader(const CsvFile& file, const BlockPlace& place, const BlockRules& rules,
              std::unique_ptr<BlockSink> sink)
      : file_(file),
        place_(place),
        rules_(rules),
        reader_(file.source, place.begin, place.end, rules.chunk),
        columns_(file, rules),
        line_(place.first_line) {
    scan_.sink = std::move(sink);
  }

  BlockScan read() {
    while (reader_.position() < place_.end && !scan_.odd_line) {
      reader_.fill();
      require<InputError>(place_.trust == BlockPlace::Begin::known ||
                              reader_.capacity() <= std::max(longest_guessed, 4 * rules_.chunk),
                          "{}: a record is long", file_.source.name());
      if (reader_.text().empty() && reader_.text_end() == TextEnd::of_file) break;
      reader_.pass(take(reader_.text()));
    }
    scan_.end = reader_.position();
    scan_.lines = line_ - place_.first_line;
    columns_.finish(scan_);
    return std::move(scan_);
  }

 private:
  /// Takes the records that begin in the block and end in `text`. \return their bytes
  std::size_t take(std::string_view text) {
    const auto limit = static_cast<std::size_t>(
        std::min<std::uint64_t>(text.size(), place_.end - reader_.position()));
    ends_.find(text, file_.head.delimiter);
    if (ends_.is_simple() && ends_.cuts_into(width()))
      if (const auto passed = take_cut(text, limit)) return *passed;
    return take_scanned(text, limit);
  }

  /// Takes what `ends_` has found; nothing when it cannot be taken as it is.
  std::optional<std::size_t> take_cut(std::string_view text, std::size_t limit) {
    const auto records = records_before(limit);
    const auto passed = static_cast<std::size_t>(ends_.ends()[records * width()] + 1);
    if (ends_.has_other_than_ascii() && form_of(text.substr(0, passed), line_) != TextForm::as_is)
      return std::nullopt;
    const CutGrid grid(text, ends_, width(), records, line_ - place_.first_line);
    columns_.add(grid, place_.first_line, *scan_.sink);
    note_lines(records, line_ - place_.first_line);
    line_ += records;
    return passed;
  }

  /// How many of the records found begin before `limit`.
  std::size_t records_before(std::size_t limit) const {
    std::size_t records = ends_.lines();
    while (records > 0 && std::uint32_t{ends_.ends()[(records - 1) * width()] + 1} >= limit)
      --records;
    return records;
  }

  std::size_t take_scanned(std::string_view text, std::size_t limit) {
    fields_.clear();
    lines_.clear();
    const auto first_line = line_;
    const auto passed = scan_records(text, limit);
    const auto form = form_of(text.substr(0, passed), first_line);
    if (!form) return 0;
    columns_.add(ScannedGrid{fields_, lines_, width(), *form}, place_.first_line, *scan_.sink);
    note_lines();
    return passed;
  }

  std::size_t width() const { return file_.head.names.size(); }

  std::size_t scan_records(std::string_view text, std::size_t limit) {
    CsvScanner scanner(text, file_.head.delimiter, file_.source.name(), reader_.text_end(), line_);
    for (;;) {
      scanner.pass_blank_lines(text.data() + limit);
      const auto before = fields_.size();
      if (scanner.position() >= text.data() + limit || !scanner.next(fields_)) break;
      const auto found = fields_.size() - before;
      if (found == width()) {
        lines_.push_back(static_cast<std::uint32_t>(scanner.line() - place_.first_line));
      } else {
        scan_.ragged.add(scanner.line(), found);
        fields_.resize(before);
      }
    }
    line_ = scanner.next_line();
    return static_cast<std::size_t>(scanner.position() - text.data());
  }

  /// What must be done to the texts of `text`, which begins on `line`; nothing when it turns out
  /// not to be UTF-8.
  std::optional<TextForm> form_of(std::string_view text, std::size_t line) {
    const auto line_of = [&](std::size_t at) { return line + line_ends(text.substr(0, at)); };
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
      throw_nul(file_.source.name(), line_of(nul));
    if (is_ascii(text)) return TextForm::as_is;
    if (place_.encoding == Encoding::windows_1252) {
      scan_.has_signs = true;
      const auto odd = first_not_windows_1252(text);
      if (odd) throw_not_windows_1252(file_.source.name(), line_of(*odd), text[*odd]);
      return TextForm::windows_1252;
    }
    const auto odd = first_not_utf8(text);
    scan_.has_signs = scan_.has_signs || !is_ascii(text.substr(0, odd.value_or(text.size())));
    if (odd) {
      scan_.odd_line = line_of(*odd);
      return std::nullopt;
    }
    return text.find('\xCC') == std::string_view::npos ? TextForm::as_is : TextForm::composed;
  }

  /// Keeps the lines of the records just scanned once they are not simply one after the other.
  void note_lines() {
    bool is_regular = true;
    for (std::size_t r = 0; is_regular && r < lines_.size(); ++r)
      is_regular = lines_[r] == lines_[0] + r;
    if (is_regular) return note_lines(lines_.size(), lines_.empty() ? 0 : lines_[0]);
    expand_lines();
    scan_.record_lines.insert(scan_.record_lines.end(), lines_.begin(), lines_.end());
    scan_.records += lines_.size();
  }

  /// The same for so many records on a line each.
  void note_lines(std::size_t records, std::size_t first) {
    if (records > 0 && (first != scan_.records || !scan_.record_lines.empty())) {
      expand_lines();
      for (std::size_t r = 0; r < records; ++r)
        scan_.record_lines.push_back(static_cast<std::uint32_t>(first + r));
    }
    scan_.records += records;
  }

  void expand_lines() {
    auto& all = scan_.record_lines;
    while (all.size() < scan_.records) all.push_back(static_cast<std::uint32_t>(all.size()));
  }

  const CsvFile& file_;
  const BlockPlace& place_;
  const BlockRules& rules_;
  ChunkReader reader_;
  ChunkColumns columns_;
  std::size_t line_;  // at the reader's position
  FieldEnds ends_;
  std::vector<CsvField> fields_;
  std::vector<std::uint32_t> lines_;
  BlockScan scan_;
};

}  // namespace

void RaggedRows::add(std::size_t line, std::size_t fields) {
  if (count++ < ragged_listed) first.push_back({line, fields});
}

void RaggedRows::add(const RaggedRows& others) {
  for (const auto& row : others.first)
    if (first.size() < ragged_listed) first.push_back(row);
  count += others.count;
}

BlockScan scan_block(const CsvFile& file, const BlockPlace& place, const BlockRules& rules,
                     std::unique_ptr<BlockSink> sink) {
  return BlockReader(file, place, rules, std::move(sink)).read();
}

std::optional<std::uint64_t> guess_line_begin(const ByteSource& source, std::uint64_t at,
                                              std::uint64_t end) {
  std::array<char, 4096> bytes{};
  for (auto from = at - 1; from < end; from += bytes.size() - 1) {
    const std::string_view text(bytes.data(), source.read(from, bytes));
    const auto found = text.substr(0, bytes.size() - 1).find_first_of("\r\n");
    if (found == std::string_view::npos) continue;
    const bool is_pair = text.substr(found).starts_with("\r\n");
    const auto begin = from + found + (is_pair ? 2 : 1);
    return begin < end ? std::optional(begin) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace trygg
