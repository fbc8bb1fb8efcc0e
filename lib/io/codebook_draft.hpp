#pragma once

#include "table/codebook.hpp"

namespace trygg {

class Table;

/// A first codebook of a table, for a person to go through. Per column:
///
/// - a name with "weight", "vikt" or "wgt" in it, and positive numbers: `weight`;
/// - value labels on every valid value: `code`, with them;
/// - every record another value, whole numbers or texts without blanks: `id`;
/// - whole numbers or texts, at most 30 values that at least two records have on average, of which
///   at most a quarter are one record's alone: `code`;
/// - other numbers: `number`; others: `text`.
///
/// Missing codes and labels are written whatever the kind. Values of `number`, `text` and `id` are
/// not, nor a range: the least and the greatest value are two persons' answers.
Codebook draft_codebook(const Table& table);

}  // namespace trygg
