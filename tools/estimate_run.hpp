#pragma once

#include "design/design.hpp"
#include "estimate/estimator.hpp"
#include "estimate/tabulate.hpp"
#include "tools/command.hpp"
#include "tools/estimate_asked.hpp"
#include "tools/weight_remarks.hpp"

namespace trygg::tools {

class EstimationData;

/// Estimates, and what a reader of them must know.
struct Estimated {
  Estimates estimates;
  Table table;  ///< with the levels of all groups
  DesignSpec spec;
  WeightCounts counts;
};

/// A design of records, with the replicates that its variance is to be made of.
/// \param weighted  of `table`; its replicates are taken
Design design_of_records(const EstimateTyped& typed, WeightedDesign& weighted, const Table& table);

/// From cells where that can be done. What is wrong with the data is told by the records, which
/// know their rows; why a large file is kept in memory, on standard error.
/// \throws ConfigError  under --fold always, what needs every record
Estimated estimate(const EstimateTyped& typed, const EstimateOptions& how, EstimationData& data,
                   const Streams& streams);

}  // namespace trygg::tools
