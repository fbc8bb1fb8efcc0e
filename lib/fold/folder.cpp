#include "fold/folder.hpp"

#include <algorithm>

namespace trygg {
namespace {

template <class T>
std::vector<T> picked(const std::vector<T>& all, const std::vector<std::size_t>& places) {
  std::vector<T> some;
  for (const auto place : places) some.push_back(all[place]);
  return some;
}

/// Counts the records of one block.
class FoldedBlock final : public BlockSink {
 public:
  FoldedBlock(const FoldPlan& plan, const std::vector<std::size_t>& keys,
              const std::vector<std::size_t>& items)
      : counts_(plan), weighted_(plan.weight.has_value()), keys_(&keys), items_(&items) {}

  void add(const RecordChunk& chunk) override {
    counts_.add({.records = chunk.records,
                 .keys = picked(chunk.codes, *keys_),
                 .items = picked(chunk.codes, *items_),
                 .weight = weighted_ ? chunk.numbers.back() : std::span<const double>()});
  }
  const CodeCounts& counts() const { return counts_; }
  CodeCounts& counts() { return counts_; }

 private:
  CodeCounts counts_;
  bool weighted_;
  const std::vector<std::size_t>*keys_, *items_;
};

/// What CodeCounts holds, without the cells that have no weight.
class Unfolding {
 public:
  Unfolding(const FoldPlan& plan, const CodeCounts& counts) : plan_(plan), counts_(counts) {
    for (std::size_t c = 0; c < counts.cells(); ++c)
      if (!plan.weight || state(c) != WeightState::missing) kept_.push_back(c);
  }

  std::size_t left_out() const {
    std::size_t records = 0;
    for (std::size_t c = 0; plan_.weight && c < counts_.cells(); ++c)
      if (state(c) == WeightState::missing) records += counts_.cell().records[c];
    return records;
  }
  FoldedSums cells() const { return rows(counts_.cell(), 1); }
  FoldedSums codes() const { return rows(counts_.code(), counts_.width()); }
  Column key(std::size_t v, Column levels) const {
    for (const auto c : kept_) levels.codes.push_back(counts_.key(c)[v]);
    return levels;
  }
  Column mean_weight() const {
    ColumnBuilder builder(*plan_.weight);
    for (const auto c : kept_) builder.add(counts_.cell().weight[c] / counts_.cell().records[c]);
    return builder.take();
  }

 private:
  WeightState state(std::size_t c) const { return static_cast<WeightState>(counts_.key(c).back()); }
  FoldedSums rows(const FoldedSums& all, std::size_t width) const {
    FoldedSums some;
    some.resize(kept_.size() * width, plan_.weight.has_value());
    for (std::size_t i = 0; i < kept_.size(); ++i)
      for (std::size_t l = 0; l < width; ++l) some.add(i * width + l, all, kept_[i] * width + l);
    return some;
  }

  const FoldPlan& plan_;
  const CodeCounts& counts_;
  std::vector<std::size_t> kept_;
};

/// The only column of a table without keys, so that it has its one row.
Column nothing_in_common() {
  Column column;
  column.levels.emplace_back();
  column.codes.push_back(0);
  return column;
}

/// The same records, level by level as they are.
RecordChunk chunk_of(const Table& table, const std::vector<WantedColumn>& wanted,
                     std::vector<double>& weight) {
  RecordChunk chunk{.records = table.rows(), .codes = {}, .numbers = {}};
  for (const auto& column : wanted) {
    const bool codes = column.as == Wanted::codes;
    if (!codes) weight = table.numbers(column.name);
    chunk.codes.emplace_back();
    chunk.numbers.emplace_back();
    if (codes)
      chunk.codes.back() = table.column(column.name).codes;
    else
      chunk.numbers.back() = weight;
  }
  return chunk;
}

}  // namespace

Folder::Folder(FoldPlan plan) : plan_(std::move(plan)), counts_(plan_) {
  for (const auto& name : plan_.keys) keys_.push_back(want(name, Wanted::codes));
  for (const auto& name : plan_.items) items_.push_back(want(name, Wanted::codes));
  if (plan_.weight) wanted_.push_back({*plan_.weight, Wanted::numbers});
  texts_.resize(wanted_.size());
  known_.resize(wanted_.size());
}

std::size_t Folder::want(const std::string& name, Wanted as) {
  const auto found = std::ranges::find(wanted_, name, &WantedColumn::name);
  const auto place = static_cast<std::size_t>(found - wanted_.begin());
  if (found == wanted_.end()) wanted_.push_back({name, as});
  return place;
}

std::unique_ptr<BlockSink> Folder::open() {
  return std::make_unique<FoldedBlock>(plan_, keys_, items_);
}

void Folder::put_block(const BlockSink& block, ByteWriter& to) const {
  static_cast<const FoldedBlock&>(block).counts().put_into(to);
}

std::unique_ptr<BlockSink> Folder::get_block(ByteReader& from) {
  auto block = std::make_unique<FoldedBlock>(plan_, keys_, items_);
  block->counts().get_from(from);
  return block;
}

std::vector<std::uint32_t> Folder::global_codes(std::size_t wanted, const Dictionary& dictionary) {
  std::vector<std::uint32_t> codes;
  for (const auto& text : dictionary) {
    const auto next = static_cast<std::uint32_t>(texts_[wanted].size());
    const auto [place, is_new] = known_[wanted].try_emplace(text, next);
    if (is_new) texts_[wanted].push_back(text);
    codes.push_back(place->second);
  }
  return codes;
}

void Folder::close(std::unique_ptr<BlockSink> block, std::span<const Dictionary> dictionary) {
  std::vector<std::vector<std::uint32_t>> codes;
  for (std::size_t w = 0; w < dictionary.size(); ++w)
    codes.push_back(global_codes(w, dictionary[w]));
  counts_.merge(static_cast<const FoldedBlock&>(*block).counts(), picked(codes, keys_),
                picked(codes, items_));
}

FoldedSurvey Folder::take(std::string source, std::vector<Column> columns) {
  const Unfolding kept(plan_, counts_);
  FoldedSurvey folded{.cells = Table(std::move(source), {}), .weighted = plan_.weight.has_value()};
  folded.cell = kept.cells();
  for (std::size_t v = 0; v < keys_.size(); ++v) folded.cells.add(kept.key(v, columns[keys_[v]]));
  if (plan_.weight) folded.cells.add(kept.mean_weight());
  if (folded.cells.columns().empty()) folded.cells.add(nothing_in_common());
  folded.cells.multiplicity = folded.cell.records;
  for (const auto place : items_) folded.items.push_back(columns[place]);
  folded.first.assign(counts_.first().begin(), counts_.first().end() - 1);
  folded.width = counts_.width();
  folded.code = kept.codes();
  folded.left_out = kept.left_out();
  return folded;
}

FoldedSurvey fold(const Table& table, const FoldPlan& plan) {
  Folder folder(plan);
  std::vector<double> weight;
  const auto chunk = chunk_of(table, folder.wanted(), weight);
  auto block = folder.open();
  block->add(chunk);
  std::vector<Column> columns;
  std::vector<Dictionary> texts;
  for (const auto& wanted : folder.wanted()) {
    columns.emplace_back();
    texts.emplace_back();
    if (wanted.as == Wanted::numbers) continue;
    columns.back() = table.column(wanted.name);
    columns.back().codes.clear();
    // Every level is itself, whatever its text.
    for (std::size_t l = 0; l < columns.back().levels.size(); ++l)
      texts.back().push_back(std::to_string(l));
  }
  folder.close(std::move(block), texts);
  return folder.take(table.source(), std::move(columns));
}

std::size_t FoldedSurvey::places(std::size_t item) const {
  return (item + 1 < first.size() ? first[item + 1] : width) - first[item];
}

FoldedSurvey::Relative FoldedSurvey::relative(const FoldedSums& sums, std::size_t at,
                                              std::size_t cell_number) const {
  const double records = sums.records[at];
  const double mean = weighted ? cell.weight[cell_number] / cell.records[cell_number] : 1.0;
  if (!weighted || mean == 0) return {records, records, records};
  return {records, sums.weight[at] / mean, sums.squares[at] / (mean * mean)};
}

Table FoldedSurvey::dictionary() const {
  Table all(cells.source(), {});
  for (auto column : cells.columns()) {
    column.codes.clear();
    all.add(std::move(column));
  }
  for (const auto& item : items)
    if (!all.has(item.name)) all.add(item);
  return all;
}

}  // namespace trygg
