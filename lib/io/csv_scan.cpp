#include "io/csv_scan.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "base/pipeline.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

/// Bytes of a file before it is known where lines begin.
struct NominalBlock {
  std::size_t file;
  std::uint64_t begin, end;
  bool is_first;
};

std::vector<NominalBlock> cut(std::span<const CsvFile> files, std::uint64_t block) {
  std::vector<NominalBlock> all;
  for (std::size_t f = 0; f < files.size(); ++f) {
    const auto size = files[f].source.size();
    auto begin = files[f].head.records_at;
    for (bool is_first = true; begin < size || is_first; is_first = false) {
      const auto end = std::min(begin + block, size);
      all.push_back({f, begin, end, is_first});
      begin = end;
    }
  }
  return all;
}

void reject(const RaggedRows& ragged, const CsvFile& file) {
  if (ragged.count == 0) return;
  std::vector<std::string> first;
  for (const auto& row : ragged.first)
    first.push_back(fmt::format("line {} has {}", row.line, row.fields));
  const char delimiter = file.head.delimiter;
  const auto sign = delimiter == '\t' ? std::string("tab") : fmt::format("'{}'", delimiter);
  throw InputError(fmt::format(
      "{}: {} {} not the header's {} fields: {}{} (delimiter {}; --delimiter sets another)",
      file.source.name(), ragged.count, ragged.count == 1 ? "row has" : "rows have",
      file.head.names.size(), joined(first, ", "), ragged.count > first.size() ? ", …" : "", sign));
}

/// A block as it was read before the one before it was known.
struct Attempt {
  BlockPlace place;
  std::optional<BlockScan> scan;  // nothing: no line seems to begin, or something was wrong
};

class FilesScan {
 public:
  FilesScan(std::span<const CsvFile> files, const BlockRules& rules, std::uint64_t block,
            RecordSink& sink)
      : files_(files),
        rules_(rules),
        sink_(sink),
        blocks_(cut(files, block)),
        encodings_(files.size()) {
    for (std::size_t f = 0; f < files.size(); ++f) encodings_[f] = files[f].head.encoding;
  }

  ScanFound run(unsigned threads) {
    Pipeline<Attempt>(
        blocks_.size(), threads, [this](std::size_t i) { return attempt(blocks_[i]); },
        [this](std::size_t i, Attempt made) { take(blocks_[i], std::move(made)); })
        .run();
    reject(ragged_, files_.back());
    return found_;
  }

 private:
  Attempt attempt(const NominalBlock& block) const {
    using Begin = BlockPlace::Begin;
    const auto& file = files_[block.file];
    const auto begin = block.is_first ? std::optional(block.begin)
                                      : guess_line_begin(file.source, block.begin, block.end);
    Attempt made{{begin.value_or(0), block.end, 0, encodings_[block.file],
                  block.is_first ? Begin::known : Begin::guessed},
                 std::nullopt};
    try {
      if (begin) made.scan = scan_block(file, made.place, rules_, sink_.open());
    } catch (const Error&) {  // thrown again if what stands before leads here
      made.scan.reset();
    }
    return made;
  }

  void take(const NominalBlock& block, Attempt made) {
    if (block.is_first) begin_file(block.file);
    if (end_ >= block.end && !block.is_first) return;  // within a record that began before
    if (!is_right(made)) made = again(block);
    add(*std::move(made.scan), line_ - made.place.first_line);
  }

  void begin_file(std::size_t f) {
    if (f > 0) reject(ragged_, files_[f - 1]);
    file_ = &files_[f];
    encoding_ = &encodings_[f];
    end_ = file_->head.records_at;
    line_ = file_->head.records_line;
    has_signs_ = false;
  }

  bool is_right(const Attempt& made) const {
    if (!made.scan || made.place.begin != end_ || made.scan->odd_line) return false;
    return made.place.encoding == *encoding_ || !made.scan->has_signs;
  }

  Attempt again(const NominalBlock& block) {
    BlockPlace place{end_, block.end, line_, *encoding_, BlockPlace::Begin::known};
    auto scan = scan_block(*file_, place, rules_, sink_.open());
    if (!scan.odd_line) return {place, std::move(scan)};
    if (file_->head.encoding_is_known) throw_not_utf8(file_->source.name(), *scan.odd_line);
    if (has_signs_ || scan.has_signs) throw_two_encodings(file_->source.name(), *scan.odd_line);
    *encoding_ = place.encoding = Encoding::windows_1252;
    return {place, scan_block(*file_, place, rules_, sink_.open())};
  }

  /// \param shift  what the scan's lines are short of the file's
  void add(BlockScan scan, std::size_t shift) {
    for (auto& row : scan.ragged.first) row.line += shift;
    ragged_.add(scan.ragged);
    if (scan.records > 0) {
      sink_.lines({file_->source.name(), scan.records, line_, scan.record_lines});
      sink_.close(std::move(scan.sink), scan.dictionaries);
    }
    found_.add({scan.records, scan.has_points, scan.has_commas});
    end_ = scan.end;
    line_ += scan.lines;
    has_signs_ = has_signs_ || scan.has_signs;
  }

  std::span<const CsvFile> files_;
  const BlockRules& rules_;
  RecordSink& sink_;
  std::vector<NominalBlock> blocks_;
  std::vector<std::atomic<Encoding>> encodings_;  // read ahead of what is taken over

  // What was taken over so far.
  const CsvFile* file_ = nullptr;
  std::atomic<Encoding>* encoding_ = nullptr;
  std::uint64_t end_ = 0;
  std::size_t line_ = 0;
  bool has_signs_ = false;
  ScanFound found_;
  RaggedRows ragged_;
};

}  // namespace

void ScanFound::add(const ScanFound& next) {
  records += next.records;
  has_points = has_points || next.has_points;
  has_commas = has_commas || next.has_commas;
}

void check_found(const ScanFound& found, const std::string& source) {
  require<InputError>(found.records > 0, "{}: there are no records below the header", source);
  require<InputError>(!(found.has_points && found.has_commas),
                      "{}: some numbers have a decimal point, others a decimal comma; --decimal "
                      "says which it is",
                      source);
}

ScanFound scan_files(std::span<const CsvFile> files, const BlockRules& rules, std::uint64_t block,
                     RecordSink& sink, unsigned threads) {
  return FilesScan(files, rules, block, sink).run(threads);
}

}  // namespace trygg
