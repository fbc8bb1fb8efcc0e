#pragma once

#include <cstdint>
#include <vector>

#include "weights/calibration/calibrate.hpp"

namespace trygg::weights {

/// A calibration to margins alone, with one record in place of all that have the same categories:
/// they have the same g. A sample of 15,000 becomes a few hundred.
class Folded {
 public:
  /// \param of  without numeric totals and scales; it must outlive this
  explicit Folded(const CalibrationProblem& of);
  Folded(const Folded&) = delete;
  Folded& operator=(const Folded&) = delete;

  /// The problem by pattern; points into this.
  const CalibrationProblem& problem() const { return problem_; }
  /// Values by pattern, by record.
  std::vector<double> by_record(const std::vector<double>& by_pattern) const;

 private:
  std::vector<std::uint32_t> pattern_;                // by record, by first appearance
  std::vector<double> weight_;                        // by pattern
  std::vector<std::vector<std::uint32_t>> category_;  // by margin, by pattern
  CalibrationProblem problem_;
};

}  // namespace trygg::weights
