#pragma once

#include "estimate/tabulate.hpp"
#include "tools/output.hpp"

namespace trygg {
class Table;
}

namespace trygg::tools {

/// How the groups of a table are named: as they stand in the file, or by their labels where they
/// have one.
enum class Naming { codes, labels };

/// The columns `indicator,statistic,<by variables…>,contrast,n,estimate,se,lower,upper,df,deff,
/// n_effective,t,p_value,p_adjusted,note`; several notes with blanks between.
/// The same as CSV, many rows at a time.
std::string to_csv(const Estimates& estimates, const Table& table, Naming naming, unsigned threads);
OutputTable to_output(const Estimates& estimates, const Table& table, Naming naming);

}  // namespace trygg::tools
