#pragma once

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "weights/calibration/calibrate.hpp"
#include "weights/totals/laid_totals.hpp"

namespace trygg::weights {

/// A calibration of every part of a sample by itself. What does not depend on the weights is made
/// once, so that replicates of the same sample are quick. Thread-safe once made.
class Parts {
 public:
  /// What has one g: the records of a pattern of categories, or each record, which bounds by
  /// record need.
  enum class Unit { pattern, record };

  /// \param laid    must outlive this
  /// \param weight  d by record; 0: takes no part
  Parts(const LaidTotals& laid, std::span<const double> weight, Unit unit);
  ~Parts();
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  /// What is asked of one solution.
  struct Request {
    std::span<const double> weight;        ///< d by record
    std::span<const double> lower, upper;  ///< of g by record; empty: those of the shape
    const Targets& target;
    const Distance& distance;
    Shape shape;
    /// Whether scale and prices that were laid count: not in what only keeps totals.
    enum class Terms { as_laid, exact } terms = Terms::as_laid;
    Failure failure = Failure::certified;
    /// Where bounds by record are one range of the weight itself.
    std::optional<std::pair<double, double>> weight_bounds = {};
  };
  /// \return  g by record, the most iterations and the largest gap of any part
  /// \throws ConvergenceError  a part has no solution: it is named
  Calibration solve(const Request& request) const;

 private:
  struct Part;
  CalibrationProblem problem(const Part& part, const Request& request) const;

  const LaidTotals* laid_;
  std::vector<std::unique_ptr<const Part>> parts_;
};

}  // namespace trygg::weights
