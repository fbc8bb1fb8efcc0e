#pragma once

#include <span>
#include <string>
#include <vector>

#include "estimate/cells.hpp"

namespace trygg::tools {

enum class CodesOrLabels { codes, labels };

/// A cell of one of several classifications, as a table tells of it.
struct ClassifiedDomain {
  std::vector<std::string> groups;  ///< by variable of all classifications; empty: all
  Domain domain;
};

/// The variables of all classifications, in order of first mention.
std::vector<std::string> variables_of(std::span<const std::vector<std::string>> by);

/// The whole of `within`, then every classification cell by cell.
std::vector<ClassifiedDomain> places_of(std::span<const std::vector<std::string>> by,
                                        const Domain& within, const Table& table,
                                        const Design& design,
                                        CodesOrLabels names = CodesOrLabels::codes);

}  // namespace trygg::tools
