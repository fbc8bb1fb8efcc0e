#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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
  /// By wanted column: for each record the place of its text in the block's dictionary; empty for
  /// numbers.
  std::vector<std::span<const std::uint32_t>> codes;
  /// By wanted column: for each record its number, NaN where missing; empty for codes.
  std::vector<std::span<const double>> numbers;
};

/// Takes the records of one block, chunk by chunk, on one thread. One that is not closed is thrown
/// away: its block was read with a wrong assumption, and is read again into another.
class BlockSink {
 public:
  virtual ~BlockSink() = default;
  virtual void add(const RecordChunk& chunk) = 0;
};

/// Distinct texts of one column in a block, in the order of first appearance, in UTF-8.
using Dictionary = std::vector<std::string>;

/// Where the records of a block stand.
struct BlockLines {
  std::string_view file;
  std::size_t records = 0;
  std::size_t first = 0;                  ///< line of the file on which the block begins, from 1
  std::span<const std::uint32_t> offset;  ///< of each record from `first`; empty: 0, 1, 2, …
};

/// Takes a data set, block by block.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  /// A place for one block's records; called on any thread, also at the same time.
  virtual std::unique_ptr<BlockSink> open() = 0;
  /// Takes a filled block over: in the order of the data, one at a time. `dictionary`: by wanted
  /// column, empty for numbers.
  virtual void close(std::unique_ptr<BlockSink> block, std::span<const Dictionary> dictionary) = 0;
  /// Called before each `close`, for those who want to know.
  virtual void lines(const BlockLines&) {}
};

}  // namespace trygg
