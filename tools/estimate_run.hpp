#pragma once

#include "estimate/estimator.hpp"
#include "estimate/tabulate.hpp"
#include "tools/command.hpp"
#include "tools/estimate_asked.hpp"

namespace trygg::tools {

class EstimationData;

/// Estimates, and what a reader of them must know.
struct Estimated {
  Estimates estimates;
  Table table;  ///< with the levels of all groups
  DesignSpec spec;
  std::size_t records = 0, left_out = 0, negative = 0;  ///< with, without, with a negative weight
};

/// From cells where that can be done. What is wrong with the data is told by the records, which
/// know their rows; why a large file is kept in memory, on standard error.
/// \throws ConfigError  under --fold always, what needs every record
Estimated estimate(const EstimateTyped& typed, const EstimateOptions& how, EstimationData& data,
                   const Streams& streams);

}  // namespace trygg::tools
