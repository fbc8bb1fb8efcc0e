#include "io/csv_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "io/csv_head.hpp"

namespace trygg {
namespace {

/// Blocks in flight hold their records' codes: smaller ones than for sums keep the peak low.
constexpr std::uint64_t table_block = std::uint64_t{1} << 20;

/// Columns that are asked for, in the order of the file; all when none is.
std::vector<std::string> wanted_names(const CsvDataSet& data, const std::string& source,
                                      const std::vector<std::string>& asked) {
  if (asked.empty()) return data.names();
  for (const auto& name : asked)
    require<ConfigError>(std::ranges::find(data.names(), name) != data.names().end(),
                         "{}: there is no column '{}'{}", source, name,
                         did_you_mean(name, data.names()));
  std::vector<std::string> wanted;
  for (const auto& name : data.names())
    if (std::ranges::find(asked, name) != asked.end()) wanted.push_back(name);
  return wanted;
}

/// The codes of one block, by column.
class TableBlock : public BlockSink {
 public:
  void add(const RecordChunk& chunk) override {
    codes.resize(chunk.codes.size());
    for (std::size_t c = 0; c < codes.size(); ++c)
      codes[c].insert(codes[c].end(), chunk.codes[c].begin(), chunk.codes[c].end());
  }

  std::vector<std::vector<std::uint32_t>> codes;
};

/// Puts the blocks of a data set one after the other into columns.
class TableSink : public RecordSink {
 public:
  /// \param blocks  about how many come
  TableSink(const std::vector<std::string>& names, std::uint64_t blocks) : blocks_(blocks) {
    for (const auto& name : names) builders_.emplace_back(name);
  }

  std::unique_ptr<BlockSink> open() override { return std::make_unique<TableBlock>(); }

  void close(std::unique_ptr<BlockSink> block, std::span<const Dictionary> dictionary) override {
    const auto& codes = static_cast<TableBlock&>(*block).codes;
    if (builders_.front().size() == 0) make_room(codes.front().size());
    for (std::size_t c = 0; c < builders_.size(); ++c) builders_[c].add(dictionary[c], codes[c]);
  }

  void lines(const BlockLines& block) override {
    const bool as_rows = lines_.empty() && block.offset.empty() && block.first == records_ + 2;
    if (!as_rows) {
      for (auto r = lines_.size(); r < records_; ++r)
        lines_.push_back(static_cast<std::uint32_t>(r + 2));
      for (std::size_t r = 0; r < block.records; ++r)
        lines_.push_back(
            static_cast<std::uint32_t>(block.first + (block.offset.empty() ? r : block.offset[r])));
    }
    records_ += block.records;
  }

  std::vector<Column> take(char decimal, unsigned threads) {
    std::vector<Column> columns(builders_.size());
    parallel_for(builders_.size(), threads, [&](std::size_t c) {
      columns[c] = builders_[c].take(ColumnBuilder::Empty::missing, decimal);
    });
    return columns;
  }
  std::vector<std::uint32_t> take_lines() { return std::move(lines_); }

 private:
  /// A column that grows step by step leaves holes as large as itself in the memory.
  void make_room(std::size_t in_first_block) {
    const auto records = in_first_block * (blocks_ + 1);
    for (auto& builder : builders_) builder.reserve(records + records / 64);
  }

  std::uint64_t blocks_;
  std::vector<ColumnBuilder> builders_;
  std::size_t records_ = 0;
  std::vector<std::uint32_t> lines_;  // of each record; empty while that is its row and the header
};

/// Drops unnamed columns without values, which a delimiter at the end of every line makes.
void drop_unnamed(std::vector<Column>& columns, const std::string& source) {
  std::erase_if(columns, [&](const Column& column) {
    if (!column.name.empty()) return false;
    const bool has_values = std::ranges::any_of(
        column.levels, [](const Level& level) { return level.missing == Missing::none; });
    if (has_values)
      throw InputError(source, 1,
                       "a column has no name; give it one (R: write.csv(…, row.names = FALSE))");
    return true;
  });
}

}  // namespace

Table read_csv(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
               const ScanSizes& sizes) {
  const ScanSizes table_sizes{sizes.block > 0 ? sizes.block : table_block, sizes.chunk};
  return to_table(CsvDataSet(files, options, table_sizes), options);
}

Table to_table(const CsvDataSet& data, const ReadOptions& options) {
  const auto source = data.sources().front();
  const auto names = wanted_names(data, source, options.columns);
  std::vector<WantedColumn> wanted;
  for (const auto& name : names) wanted.push_back({name, Wanted::codes});
  TableSink sink(names, data.bytes() / data.block_bytes());
  data.scan(wanted, sink, options.threads);

  auto columns = sink.take(data.decimal(), options.threads);
  if (!data.knows_decimal() && decimal_of(columns) == ',')
    for (auto& column : columns) find_numbers(column, ',');
  drop_unnamed(columns, source);
  Table table(source, std::move(columns));
  if (data.sources().size() == 1) table.lines = sink.take_lines();
  table.show_values = options.show_values;
  return table;
}

}  // namespace trygg
