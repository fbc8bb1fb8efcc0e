#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "estimate/estimator.hpp"
#include "estimate/request.hpp"

namespace trygg {

class Design;
class Table;

/// One cell of a classification.
struct DomainCell {
  std::vector<std::uint32_t> levels;  ///< one per variable of the classification
  Domain domain;                      ///< records of the design
};

/// The records of `design` for which all conditions hold; without conditions, all of them.
/// \throws InputError  a bound on a column with a valid value that is not a number
Domain domain_where(std::span<const Condition> conditions, const Table& table,
                    const Design& design);

/// By row of `table`, whether all conditions hold.
/// \throws InputError  as domain_where
std::vector<bool> rows_where(std::span<const Condition> conditions, const Table& table);

/// The cells of the cross-classification by `variables` of the records in `within`: each
/// combination that a record has, in the order of publication, the last variable fastest. Records
/// with a missing value are in no cell.
std::vector<DomainCell> cells(std::span<const std::string> variables, const Domain& within,
                              const Table& table, const Design& design);

/// The records of `within` that are in the group of `term` by the variables of `contrast`.
Domain domain_of(const Contrast& contrast, const ContrastTerm& term, const Domain& within,
                 const Table& table, const Design& design);

/// `quantity` on every record of `design`.
/// \throws InputError  a valid value that must be a number is none
Measure measure(const Quantity& quantity, const Table& table, const Design& design);

}  // namespace trygg
