#pragma once

#include <optional>
#include <string>
#include <vector>

#include "estimate/result.hpp"
#include "hypothesis/hypothesis_test.hpp"
#include "tools/estimate_asked.hpp"
#include "tools/weight_remarks.hpp"

namespace trygg::tools {

class EstimationData;

/// The command line of `trygg test` as it was typed.
struct TestTyped {
  EstimateTyped estimate;
  std::vector<std::string> independence;  ///< pairs of classifications, V+W
  std::vector<std::string> methods;       ///< of independence; empty: rao_scott
  std::optional<double> against;          ///< what levels are tested against
};

/// One test in one cell.
struct TestRow {
  std::string test;                ///< independence, level or contrast
  std::string of;                  ///< the two classifications, or the indicator
  std::vector<std::string> codes;  ///< of each variable of the classifications; empty: all
  std::string contrast;
  HypothesisTest outcome;
  Result result;  ///< n; estimate, se and limits of levels and contrasts
  double pearson = Result::missing, design_effect = Result::missing;  ///< of independence
  double p_adjusted = Result::missing;
  std::string note;
};

struct Tested {
  std::vector<std::string> variables;  ///< of all classifications, in order of first mention
  std::vector<TestRow> rows;
  std::optional<double> against;
  DesignSpec spec;
  WeightCounts counts;
  std::string source;
};

/// The methods that are named, in the order in which they are printed.
/// \throws ConfigError  a name that is none; known ones are listed
std::vector<TestMethod> methods_of(const std::vector<std::string>& names);

/// \throws ConfigError  nothing to test, or what is no pair of classifications
Tested test_hypotheses(const TestTyped& typed, EstimationData& data);

}  // namespace trygg::tools
