#pragma once

#include <optional>

#include "estimate/result.hpp"
#include "hypothesis/hypothesis_test.hpp"

namespace trygg {

/// An estimate and its test: `result` has the limits and degrees of freedom of the test, and is
/// without t and p, which `test` has.
struct TTest {
  Result result;
  HypothesisTest test;
};

struct TTestOptions {
  double level = 0.95;       ///< of the limits
  std::optional<double> df;  ///< in place of the design's
};

/// Whether an estimate is `against`: t = (θ̂ − θ₀)/se with the degrees of freedom of the design in
/// the domain.
TTest test_level(Result estimate, double against, const TTestOptions& options);

/// On what scale a contrast is 0 where its groups are alike.
enum class TTestScale { difference, log_ratio };

/// Whether the groups of a contrast are alike: t = θ̂/se, for a ratio ln θ̂/(se/θ̂).
///
/// The contrast is a coefficient of the regression on its groups, and has a degree of freedom fewer
/// for each group beyond the first.
/// \param groups  how many the contrast has
/// R: svyttest(y ~ group, design), for two groups.
TTest test_contrast(Result contrast, std::size_t groups, TTestScale scale,
                    const TTestOptions& options);

}  // namespace trygg
