#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/csv_head.hpp"
#include "table/record_sink.hpp"
#include "table/table.hpp"

namespace trygg {

/// A column that is wanted, by its place in the file.
struct WantedField {
  std::size_t column;
  Wanted as;
};

/// How the blocks of a data set are read.
struct BlockRules {
  std::span<const WantedField> wanted;
  char decimal;  ///< '?': not known
  ShowValues show_values;
  std::size_t chunk;  ///< bytes that are looked at at a time
};

/// Rows whose number of fields is not the header's.
struct RaggedRows {
  struct Row {
    std::size_t line, fields;
  };
  std::vector<Row> first;  ///< the first five
  std::size_t count = 0;

  void add(std::size_t line, std::size_t fields);
  /// Adds those that follow.
  void add(const RaggedRows& others);
};

/// Part of a file: the lines that begin in [begin, end). `begin` is where a line begins.
struct BlockPlace {
  std::uint64_t begin, end;
  std::size_t first_line;  ///< line of the file at `begin`
  Encoding encoding;
  /// Whether `begin` was told by what stands before it; a guess may lie within a quoted field.
  enum class Begin { known, guessed } trust;
};

/// What was found in a block, and the sink that has taken its records.
struct BlockScan {
  std::unique_ptr<BlockSink> sink;
  std::vector<Dictionary> dictionaries;
  std::uint64_t end = 0;  ///< where the first line begins that is not the block's
  std::size_t records = 0, lines = 0;
  std::vector<std::uint32_t> record_lines;  ///< from the first line; empty: 0, 1, 2, …
  RaggedRows ragged;                        ///< lines of the file
  bool has_signs = false;                   ///< bytes above 127, before `odd_line` if there is one
  std::optional<std::size_t> odd_line;      ///< the text is not UTF-8 here; reading ended before
  bool has_points = false, has_commas = false;  ///< in numbers, while the decimal sign is unknown
};

/// Reads a block into `sink`.
/// \throws InputError  as CsvDataSet::scan, with lines counted from `place.first_line`
BlockScan scan_block(const CsvFile& file, const BlockPlace& place, const BlockRules& rules,
                     std::unique_ptr<BlockSink> sink);

/// Where the first line begins at or after `at`, by the line ends alone; nothing when that is not
/// before `end`.
std::optional<std::uint64_t> guess_line_begin(const ByteSource& source, std::uint64_t at,
                                              std::uint64_t end);

}  // namespace trygg
