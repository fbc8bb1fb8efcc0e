#pragma once

#include <string>

namespace trygg::reports {

struct DataInput;
struct Dataset;

/// A dataset as JSON-stat 2.0 in Swedish, with English labels in `extension`. Numbers are the
/// published texts; what is withheld is null, its symbol in `status`, and `*` marks an uncertain
/// figure. `extension` holds the meaning of the symbols, each cell's reason, and what a comparison
/// permits to say, by the number of the value.
std::string to_json_stat(const Dataset& dataset, const DataInput& input);

}  // namespace trygg::reports
