#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "fold/cell_index.hpp"
#include "fold/folded_survey.hpp"

namespace trygg {

/// The codes and weights of consecutive records, column by column.
struct FoldInput {
  std::size_t records = 0;
  std::vector<std::span<const std::uint32_t>> keys, items;
  std::span<const double> weight;  ///< empty without one; NaN: missing
};

/// What a record's weight is, as the last code of a cell's key.
enum class WeightState : std::uint32_t { nonzero, zero, missing };

/// Counts records by cell and code. Grows with every new cell and code.
class CodeCounts {
 public:
  /// \param plan  must outlive this object
  explicit CodeCounts(const FoldPlan& plan);

  /// \throws NotFolded   an item has too many codes, the cells take too much room
  /// \throws InputError  a weight is negative
  void add(const FoldInput& input);
  /// Adds what `block` counted. \param keys, items  by variable, this one's code of each of its own
  void merge(const CodeCounts& block, std::span<const std::vector<std::uint32_t>> keys,
             std::span<const std::vector<std::uint32_t>> items);

  /// For a process with the same plan, bit by bit.
  void put_into(ByteWriter& to) const;
  /// Into one that has counted nothing.
  void get_from(ByteReader& from);

  std::size_t cells() const { return index_.size(); }
  /// The key of a cell; under a weight its state comes last.
  std::span<const std::uint32_t> key(std::size_t cell) const { return index_.codes(cell); }
  const FoldedSums& cell() const { return cell_; }
  const FoldedSums& code() const { return code_; }
  std::span<const std::size_t> first() const { return first_; }
  std::size_t width() const { return first_.back(); }

 private:
  bool weighted() const { return plan_->weight.has_value(); }
  void make_room(std::span<const std::size_t> codes);
  void fit_cells();
  void set_states(std::span<const double> weight);
  void count_items(const FoldInput& input);

  const FoldPlan* plan_;
  CellIndex index_;
  FoldedSums cell_, code_;
  std::vector<std::size_t> first_;         // of each item, and the width
  std::size_t counted_ = 0;                // cells that there are rows for
  std::vector<std::uint32_t> of_, state_;  // by record of the input: cell, state of the weight
};

}  // namespace trygg
