#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "estimate/estimator.hpp"
#include "estimate/request.hpp"

namespace trygg {

class Design;
class Table;
struct FoldedSurvey;

/// One row of what `trygg estimate` prints.
struct EstimateRow {
  static constexpr auto all = std::numeric_limits<std::uint32_t>::max();

  std::string indicator;
  Statistic statistic = Statistic::mean;
  std::vector<std::uint32_t> levels;  ///< one per Estimates::variables: a level, or `all`
  std::string contrast;               ///< empty for levels
  Result result;
};

struct Estimates {
  ErrorParts parts = ErrorParts::together;
  std::vector<std::string> variables;  ///< of all classifications, in order of first mention
  std::vector<EstimateRow> rows;
};

/// Everything that `request` asks of `design`, in the order in which it is printed: WHAT by WHAT;
/// in each the whole, then every classification cell by cell, then every contrast within the whole
/// and within the cells of classifications without its variable.
///
/// Domains are made once for all WHATs, a measure once for all its domains. `p_adjusted` is Holm's
/// over the rows of one contrast of one WHAT: what else is asked for in the same run changes no
/// figure.
Estimates tabulate(const Request& request, const Table& table, const Design& design,
                   const EstimateOptions& options, unsigned threads);

/// The same of data that were folded into cells: the same figures but for the last digits (which
/// depend on the cells, and so on what else is asked for in the run), at a cost that grows with
/// cells, not with records. Keys of `folded` must be what the design and the domains are made of,
/// its items what is measured. \param design  of folded.cells \throws NotFolded  something that is
/// asked for needs the records
Estimates tabulate(const Request& request, const FoldedSurvey& folded, const Design& design,
                   const EstimateOptions& options, unsigned threads);

}  // namespace trygg
