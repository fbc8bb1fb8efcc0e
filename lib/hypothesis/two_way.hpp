#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "estimate/estimator.hpp"

namespace trygg {

/// Two classifications of every record of a design.
struct TwoWayCodes {
  static constexpr auto missing = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::uint32_t> row, column;  ///< `missing`: in no cell of the table
};

/// The estimated two-way table N_ij of a domain: rows and columns are the codes that a record with
/// a weight has, cells that nobody is in are 0.
class TwoWayTable {
 public:
  TwoWayTable(const Estimator& estimator, const TwoWayCodes& codes, const Domain& domain,
              std::size_t records);

  std::size_t rows() const { return row_total_.size(); }
  std::size_t columns() const { return column_total_.size(); }
  std::size_t cells() const { return cells_.size(); }
  /// Records with both answers and a nonzero weight.
  std::size_t n() const { return record_.size(); }
  /// (r − 1)(c − 1) beyond which no cell is made: identities or ages in years, taken for groups.
  static constexpr std::size_t most_contrasts = 500;
  bool is_too_large() const { return (rows() - 1) * (columns() - 1) > most_contrasts; }
  /// Row by row.
  std::size_t cell(std::size_t row, std::size_t column) const { return row * columns() + column; }
  double count(std::size_t cell) const { return cells_[cell].value; }
  double row_total(std::size_t row) const { return row_total_[row]; }
  double column_total(std::size_t column) const { return column_total_[column]; }
  double total() const { return total_; }
  /// Whether every row and column has persons in it, which negative weights may prevent.
  bool has_positive_totals() const;
  /// The degrees of freedom of the domain that the table is of.
  double degrees_of_freedom() const { return df_; }

  /// Σ c_ij N_ij, one coefficient per cell, with its linearised values and replicates.
  Linearised combined(std::span<const double> coefficient) const;
  /// Σ c_ij p_ij of the shares p = N/N₊₊.
  Linearised combined_shares(std::span<const double> coefficient) const;

 private:
  std::vector<Linearised> cells_;       // counts
  std::vector<std::uint32_t> record_;   // ascending
  std::vector<std::uint32_t> cell_of_;  // of each of these
  std::vector<double> row_total_, column_total_;
  double total_ = 0, df_ = 0;
};

}  // namespace trygg
