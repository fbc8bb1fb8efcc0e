#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "coverage/cells.hpp"
#include "coverage/methods.hpp"
#include "estimate/result.hpp"

namespace trygg {

class Design;
class Table;
struct Indicator;

/// Weighs the respondents of a sample and declares how: adds the weights to the table, and gives
/// the design with them.
using WeighSample = std::function<Design(Table&)>;

/// What became of one interval in one sample.
enum class Hit {
  covered,
  below,  ///< the true value is below the lower limit
  above,  ///< the true value is above the upper limit
  none,   ///< there is no interval
};

/// One cell in one sample.
struct CellDraw {
  double estimate = Result::missing;  ///< NaN: not estimated
  double se = 0, df = 0;
  std::array<Hit, study_methods.size()> hit{};
  std::array<double, study_methods.size()> width{};  ///< 0 where there is no interval
};

/// Estimates every cell of a weighed sample with every interval.
/// \param level  of confidence
std::vector<CellDraw> estimate_sample(const StudySample& sample, const Design& design,
                                      const StudyDomains& domains,
                                      std::span<const Indicator> indicators,
                                      std::span<const StudyCell> cells, double level);

}  // namespace trygg
