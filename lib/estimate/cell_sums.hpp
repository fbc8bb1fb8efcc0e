#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "estimate/folded_quantity.hpp"

namespace trygg {

class CellVariance;
class Design;
struct FoldedSurvey;

/// Sums of the records of every cell, by SumColumn; what domains are added up from.
class CellSums {
 public:
  /// \param design  of folded.cells, the same rows
  CellSums(const FoldedSurvey& folded, const Design& design, const FoldedQuantities& quantities);

  std::size_t columns() const { return columns_; }
  std::size_t quantities() const { return quantities_; }
  /// Σ w v of a cell, by column.
  const double* first(std::size_t cell) const { return &first_[cell * columns_]; }
  /// Σ w² v of a cell, by column.
  const double* second(std::size_t cell) const { return &second_[cell * columns_]; }
  bool has_weight(std::size_t cell) const { return weight_[cell] != 0; }
  /// Of one record of the cell; NaN where they may differ.
  double weight_of_one(std::size_t cell) const { return alike_ ? weight_[cell] : Result::missing; }
  /// Numbers of the quantities that are not shares.
  std::span<const std::size_t> numeric() const { return numeric_; }
  /// Of the answers to a quantity, by its number; of numeric ones only.
  const Extremes& extremes(std::size_t cell, std::size_t quantity) const {
    return extremes_[cell * quantities_ + quantity];
  }
  /// How many records with a nonzero weight have v not 0, by column.
  const double* records(std::size_t cell) const { return &records_[cell * columns_]; }

 private:
  void set_extremes(const FoldedSurvey& folded, const Design& design,
                    const FoldedQuantities& quantities);

  std::size_t columns_;
  std::vector<double> first_, second_, records_;
  std::vector<double> weight_;
  std::size_t quantities_;
  bool alike_;  ///< the records of a cell weigh the same
  std::vector<std::size_t> numeric_;
  std::vector<Extremes> extremes_;
};

/// By row of the design, n Σ w² / (Σ w)²: how unequal the weights within the cell are.
std::vector<double> spread_of_weights(const FoldedSurvey& folded, const Design& design);

/// The same sums over a domain, and those that its linearised values are made of.
class DomainSums {
 public:
  DomainSums(const CellSums& sums, const CellVariance& variance);

  /// Adds up the cells of a domain, ascending; what was there before is gone.
  void gather(std::span<const std::uint32_t> cells);

  double first(std::size_t column) const { return first_[column]; }  ///< Σ w v
  double q(std::size_t column) const { return q_[column]; }          ///< Σ φ w² v
  double records(std::size_t column) const { return records_[column]; }
  const Extremes& extremes(std::size_t quantity) const { return extremes_[quantity]; }
  bool any_weight() const { return any_weight_; }            ///< whether one is not 0
  double largest_weight() const { return largest_weight_; }  ///< of one record; NaN: not known

  /// Auxiliaries and strata that the domain touches, ascending.
  std::span<const std::uint32_t> auxiliary() const { return auxiliary_.number; }
  std::span<const std::uint32_t> stratum() const { return stratum_.number; }
  /// By place in `auxiliary` or `stratum`: Σ d q (w/a) x v, Σ φ w a x v, Σ w v, records.
  double t(std::size_t at, std::size_t column) const { return t_[at * columns() + column]; }
  double c(std::size_t at, std::size_t column) const { return c_[at * columns() + column]; }
  double s(std::size_t at, std::size_t column) const { return s_[at * columns() + column]; }
  double n(std::size_t at, std::size_t column) const { return n_[at * columns() + column]; }

 private:
  /// Rows of the numbers that have been met.
  struct Rows {
    std::vector<std::uint32_t> number;  // met, ascending
    std::vector<std::uint32_t> row;     // by number
    void find(std::size_t all);
    std::vector<char> met;
  };
  std::size_t columns() const { return sums_->columns(); }
  void find_rows(std::span<const std::uint32_t> cells);

  const CellSums* sums_;
  const CellVariance* variance_;
  Rows auxiliary_, stratum_;
  std::vector<double> t_, c_, s_, n_, first_, q_, records_;
  std::vector<Extremes> extremes_;
  bool any_weight_ = false;
  double largest_weight_ = 0;
};

}  // namespace trygg
