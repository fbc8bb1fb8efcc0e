#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/csv_block.hpp"
#include "io/csv_head.hpp"
#include "table/record_sink.hpp"

namespace trygg {

/// What was found in files, or in some of a data set's.
struct ScanFound {
  std::size_t records = 0;
  bool has_points = false, has_commas = false;  ///< in numbers, where the decimal sign is unknown

  void add(const ScanFound& next);
};

/// \throws InputError  no record at all, or numbers with both decimal signs
/// \param source  the data set's name
void check_found(const ScanFound& found, const std::string& source);

/// Reads all records of `files` into `sink`, in blocks of `block` bytes.
///
/// Each block is read from where its first line seems to begin, on any thread, and taken over in
/// order. If the one before it ended elsewhere (a quoted field holds the line end that was found),
/// or told more of the encoding, or if anything was wrong, it is read again with what is known now:
/// what is found and what is said never depend on the blocks.
/// \throws InputError  as CsvDataSet::scan
ScanFound scan_files(std::span<const CsvFile> files, const BlockRules& rules, std::uint64_t block,
                     RecordSink& sink, unsigned threads);

}  // namespace trygg
