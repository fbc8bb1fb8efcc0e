#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "io/column_fill.hpp"
#include "io/csv_block.hpp"

namespace trygg {

/// The wanted columns of a block: fills them chunk by chunk from a grid of fields and hands them
/// on.
class ChunkColumns {
 public:
  /// \param file, rules  must outlive this
  ChunkColumns(const CsvFile& file, const BlockRules& rules);

  /// \param first_line  line of the file on which the block begins
  /// \throws InputError  a text that is not a number in a column of numbers
  template <class Grid>
  void add(const Grid& grid, std::size_t first_line, BlockSink& sink) {
    if (grid.records() == 0) return;
    resize(grid.records());
    for (std::size_t from = 0; from < grid.records(); from += tile) {
      const auto part = grid.part(from, std::min(tile, grid.records() - from));
      for (std::size_t w = 0; w < rules_.wanted.size(); ++w) {
        if (rules_.wanted[w].as == Wanted::codes)
          texts_[w].fill(part, rules_.wanted[w].column,
                         std::span(codes_[w]).subspan(from, part.records()));
        else
          fill_numbers(part, w, from, first_line);
      }
    }
    sink.add(chunk_);
  }

  /// Puts the dictionaries, and what the numbers tell of the decimal sign, into `scan`.
  void finish(BlockScan& scan);

 private:
  /// Records whose fields and ends stay in the nearest cache for all columns.
  static constexpr std::size_t tile = 64;

  template <class Grid>
  void fill_numbers(const Grid& part, std::size_t w, std::size_t from, std::size_t first_line) {
    const auto column = rules_.wanted[w].column;
    std::string buffer;
    for (std::size_t r = 0; r < part.records(); ++r) {
      const auto text = part.text(r, column, buffer);
      const auto number = number_texts_.number(text);
      if (!number) reject(text, column, first_line + part.line(r));
      numbers_[w][from + r] = *number;
    }
  }

  void resize(std::size_t records);
  [[noreturn]] void reject(std::string_view text, std::size_t column, std::size_t line) const;

  const CsvFile& file_;
  const BlockRules& rules_;
  std::vector<TextCodes> texts_;
  NumberTexts number_texts_;
  std::vector<std::vector<std::uint32_t>> codes_;
  std::vector<std::vector<double>> numbers_;
  RecordChunk chunk_;
};

}  // namespace trygg
