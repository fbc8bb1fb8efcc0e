#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/ranks.hpp"
#include "io/csv_scan.hpp"
#include "io/read.hpp"
#include "table/record_sink.hpp"
#include "table/table.hpp"

namespace trygg {

/// Sizes that change nothing but time and memory; tests set them.
struct ScanSizes {
  std::uint64_t block = 0;  ///< bytes of a block; 0: a sixteenth of the data, 256 KB to 4 MB
  std::size_t chunk = std::size_t{128} << 10;  ///< bytes that a thread looks at at a time
};

/// One data set in one or more delimited text files with the same header, read in blocks.
///
/// A record belongs to the block in which it begins. The blocks depend on the files alone, never on
/// the number of threads, so that sums of doubles by block are the same bytes for any number.
/// Memory is bounded by a few blocks, but for a pipe, which is kept.
///
/// Values stay the texts that they are ("01" is not "1"). Each file has a delimiter and an encoding
/// of its own, found by looking; the decimal sign is one for all.
class CsvDataSet {
 public:
  /// Reads the header and looks at the first records of each file.
  /// \throws InputError  as read_table; headers that differ (file and column); decimal signs that
  ///                     differ between the files
  CsvDataSet(std::vector<std::filesystem::path> files, const ReadOptions& options,
             const ScanSizes& sizes = {});
  ~CsvDataSet();
  CsvDataSet(CsvDataSet&&) noexcept;
  CsvDataSet& operator=(CsvDataSet&&) noexcept;

  /// The columns of the header, without outer blanks; a delimiter at the end makes a last name "".
  const std::vector<std::string>& names() const;
  /// The decimal sign: as told, or of the first records; the point where these do not say.
  char decimal() const;
  /// False when that is only for want of better knowledge.
  bool knows_decimal() const;
  /// Of all files.
  std::uintmax_t bytes() const;
  /// About how many are read as one block.
  std::uint64_t block_bytes() const;
  /// The files' names.
  std::vector<std::string> sources() const;

  /// A table of the first `records` records: rules as read_table; no `columns`: all.
  Table head(std::span<const std::string> columns, std::size_t records) const;

  /// Reads everything once, into `sink`. May be called again.
  /// \param threads  0: the machine's
  /// \return the number of records
  /// \throws InputError   as read_table; a value that is not a number in a column of numbers
  /// \throws ConfigError  a column that is not there
  std::size_t scan(std::span<const WantedColumn> columns, RecordSink& sink, unsigned threads) const;

  /// Reads the files of one rank, which are those that `scan` would read in their place: so the
  /// blocks of all ranks, one rank's after the other's, are those of `scan`. The ranks' findings,
  /// added, are for `check`. \throws ArgumentError  more ranks than files; else as `scan`
  ScanFound scan_part(std::span<const WantedColumn> columns, RecordSink& sink, unsigned threads,
                      const Ranks& ranks) const;
  /// \throws InputError  as `scan` of what was found in all files
  void check(const ScanFound& found) const;

  /// Columns without records whose levels are these texts, as read_table makes them: missing texts,
  /// numbers by the decimal sign, which the texts themselves tell if the first records did not.
  std::vector<Column> levels(std::span<const std::string> names,
                             std::span<const Dictionary> texts) const;

 private:
  struct Files;
  std::unique_ptr<Files> files_;
};

}  // namespace trygg
