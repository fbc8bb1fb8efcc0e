#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "table/table.hpp"

namespace trygg {

/// Data that cannot be folded, or not with profit. The message is the reason, for people; whoever
/// catches it keeps the records instead.
struct NotFolded : Error {
  using Error::Error;
};

/// What of a data set is folded.
struct FoldPlan {
  std::vector<std::string> keys;   ///< records with the same codes in all of them share a cell
  std::vector<std::string> items;  ///< counted in every cell, by code
  /// A weight with too many values for a key: its sums and sums of squares are kept in every cell,
  /// by code of every item. Records without a weight are left out, those with weight 0 have cells
  /// of their own.
  std::optional<std::string> weight;
  std::size_t most_codes = 400;         ///< of an item
  std::size_t most_bytes = 1ULL << 30;  ///< of all cells
};

/// Sums over the records of a cell, or over those of them that have a certain code.
struct FoldedSums {
  std::vector<std::uint32_t> records;
  std::vector<double> weight, squares;  ///< Σ d, Σ d²; empty without FoldPlan::weight

  void resize(std::size_t size, bool weighted) {
    records.resize(size);
    if (weighted) {
      weight.resize(size);
      squares.resize(size);
    }
  }
  void add(std::size_t to, const FoldedSums& other, std::size_t from) {
    records[to] += other.records[from];
    if (weight.empty()) return;
    weight[to] += other.weight[from];
    squares[to] += other.squares[from];
  }
};

/// Microdata as cells: what no question of the plan tells apart is one row.
struct FoldedSurvey {
  /// A table of the cells: their keys, and how many records each of them stands for. Under a weight
  /// its mean in the cell is the column of that name; cells without a weight are left out.
  Table cells;
  /// The items with their distinct values, in columns without records.
  std::vector<Column> items;
  bool weighted = false;  ///< FoldPlan::weight was there
  FoldedSums cell;
  std::vector<std::size_t> first;  ///< of each item: its first place in a cell's row of `code`
  std::size_t width = 0;           ///< places in such a row
  FoldedSums code;                 ///< cell by cell; the place of a code is first[item] + code
  std::size_t left_out = 0;        ///< records without a weight

  /// How many places a cell's row has for an item; a code that is only declared may have none.
  std::size_t places(std::size_t item) const;
  /// Records of a cell: how many, Σ x and Σ x² of their weights relative to the cell's mean (1
  /// where that is 0, or without a weight). \param sums  `cell` or `code` \param at  a place in it
  struct Relative {
    double records, weight, square;
  };
  Relative relative(const FoldedSums& sums, std::size_t at, std::size_t cell_number) const;

  /// All columns, without records: what options are matched with. Keys that are items, too, once.
  Table dictionary() const;
};

}  // namespace trygg
