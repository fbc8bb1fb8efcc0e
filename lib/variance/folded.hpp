#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "variance/calibration.hpp"
#include "variance/kernel.hpp"

namespace trygg {

/// Working memory of FoldedVariance.
struct FoldedMemory {
  std::vector<double> wz;             ///< w z by record; 0 outside the domain
  std::vector<char> touched;          ///< by cell
  std::vector<double> fitted;         ///< Σ_s a_s f_s: mean of a cell
  std::vector<double> mean, squares;  ///< by stratum
};

/// The variance of calibrated estimates where records are the units of a single stage, without
/// visiting every record for every domain.
///
/// A cell is what records of one stratum and one pattern share. Where a domain has no record of a
/// cell, u = −Σ_s a_s f_s there, and the moments of the a_s, made once, give its part of
///
///     Σ_k (u_k − ū_h)² = n (ū_cell − ū_h)² + f'S f,   S = Σ_k (a_k − ā)(a_k − ā)';
///
/// a cell that the domain touches is gone through record by record. All terms are squares of
/// residuals: unlike the expansion of Σ (z − x'b)² this does not cancel when the calibration
/// explains z.
class FoldedVariance {
 public:
  /// Whether the design has the form that this needs.
  static bool fits(const Kernel& kernel, const Calibration& calibration, std::size_t records);

  /// \param layer  the design's only stage, records as units; must outlive this object
  FoldedVariance(const Layer& layer, const Calibration& calibration,
                 std::span<const double> weight);

  /// \param fitted  what Calibration::fit gave for `a`
  double variance(Influence a, std::span<const double> fitted, FoldedMemory& memory) const;

 private:
  struct Cell {
    std::uint32_t stratum, pattern, begin, end;  // its records: record_[begin, end)
  };
  std::size_t terms() const { return calibration_->terms(); }
  void add_moments(const Cell& cell);
  void mark(Influence a, FoldedMemory& memory) const;
  void set_means(std::span<const double> fitted, FoldedMemory& memory) const;
  double touched_squares(const Cell& cell, std::span<const double> fitted,
                         const FoldedMemory& memory) const;
  double untouched_squares(std::size_t c, std::span<const double> fitted,
                           const FoldedMemory& memory) const;

  const Layer* layer_;
  const Calibration* calibration_;
  std::span<const double> weight_;
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> cell_of_;  // by record
  std::vector<std::uint32_t> record_;   // cell after cell
  std::vector<double> after_;           // a_s of those records, by term
  std::vector<double> mean_;            // mean of a cell, by term
  std::vector<double> product_;         // S by cell, term and term
};

}  // namespace trygg
