#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace trygg {

/// What is wanted of a column: its distinct texts as codes, or its numbers.
enum class Wanted { codes, numbers };

struct WantedColumn {
  std::string name;
  Wanted as = Wanted::codes;
};

/// Consecutive records of one block. Valid during the call only.
struct RecordChunk {
  std::size_t records = 0;
  /// By wanted column; empty for numbers. Indices into the block's dictionary of the column.
  std::vector<std::span<const std::uint32_t>> codes;
  std::vector<std::span<const double>> numbers;  ///< by wanted column; NaN: missing
};

/// Takes the records of one block, chunk by chunk, on one thread.
class BlockSink {
 public:
  virtual ~BlockSink() = default;
  virtual void add(const RecordChunk& chunk) = 0;
};

/// Distinct texts of one column in a block, in the order of first appearance.
using Dictionary = std::vector<std::string>;

/// Takes a data set, block by block.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  /// A place for one block's records; called on any thread, also at the same time.
  virtual std::unique_ptr<BlockSink> open() = 0;
  /// Takes a filled block over: in the order of the data, one at a time.
  /// \param dictionary  by wanted column; empty for numbers
  virtual void close(std::unique_ptr<BlockSink> block, std::span<const Dictionary> dictionary) = 0;
};

}  // namespace trygg
