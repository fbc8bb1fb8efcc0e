#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/byte_source.hpp"
#include "io/csv_scanner.hpp"

namespace trygg {

/// A window on a file, a chunk long, that moves forward over the records that were dealt with.
class ChunkReader {
 public:
  /// \param begin  offset in `source` at which the text begins
  /// \param end    offset to which it is wanted: not much more is read
  /// \param chunk  bytes in the window
  ChunkReader(const ByteSource& source, std::uint64_t begin, std::uint64_t end, std::size_t chunk);

  /// Fills the window, and makes it longer if nothing was passed over since.
  void fill();
  /// Moves it forward by `bytes` of its text.
  void pass(std::size_t bytes);

  /// What is in the window. A carriage return at its end is left out while a line feed may follow;
  /// a last line without line end has got one.
  std::string_view text() const;
  TextEnd text_end() const;
  /// Offset of `text()` in the file.
  std::uint64_t position() const { return position_; }
  std::size_t capacity() const { return buffer_.size(); }

 private:
  void read_to(std::size_t length);

  const ByteSource& source_;
  std::vector<char> buffer_;
  std::uint64_t position_, end_;
  std::size_t first_ = 0, last_ = 0;  // the text in the buffer
  std::size_t chunk_, beyond_;        // the second: how far it reads beyond `end_`
  bool has_passed_ = true;
};

}  // namespace trygg
