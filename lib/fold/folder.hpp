#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"
#include "fold/code_counts.hpp"
#include "fold/folded_survey.hpp"
#include "table/record_sink.hpp"

namespace trygg {

/// Folds records as they are read. What it keeps grows with cells, never with records.
///
/// Counts are whole numbers. Sums of weights are made block by block and added in the order of the
/// blocks, so that the number of threads changes no digit.
class Folder final : public RecordSink {
 public:
  explicit Folder(FoldPlan plan);

  /// The columns to read, each once.
  const std::vector<WantedColumn>& wanted() const { return wanted_; }

  std::unique_ptr<BlockSink> open() override;
  void close(std::unique_ptr<BlockSink> block, std::span<const Dictionary> dictionary) override;

  /// A block's counts for another process with the same plan, and there again.
  void put_block(const BlockSink& block, ByteWriter& to) const;
  std::unique_ptr<BlockSink> get_block(ByteReader& from);

  /// The texts of a wanted column, in the order of first appearance; its codes index them.
  const Dictionary& texts(std::size_t wanted) const { return texts_[wanted]; }

  /// What was folded. \param columns  by wanted column, its levels in the order of `texts` (more
  /// may follow: declared codes that no record has); empty for the weight
  FoldedSurvey take(std::string source, std::vector<Column> columns);

 private:
  std::size_t want(const std::string& name, Wanted as);
  std::vector<std::uint32_t> global_codes(std::size_t wanted, const Dictionary& dictionary);

  FoldPlan plan_;
  std::vector<WantedColumn> wanted_;
  std::vector<std::size_t> keys_, items_;  // their places among the wanted columns
  std::vector<Dictionary> texts_;
  std::vector<std::unordered_map<std::string, std::uint32_t>> known_;
  CodeCounts counts_;
};

/// Folds records that are in memory. \throws NotFolded, InputError  as Folder
FoldedSurvey fold(const Table& table, const FoldPlan& plan);

}  // namespace trygg
