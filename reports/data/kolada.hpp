#pragma once

#include <string>

namespace trygg::reports {

struct DataInput;

/// The levels of the whole place and of the publication's areas as Kolada's tables have them:
///
///     kpi;municipality;ou;period;gender;value;status;synthetic
///
/// `gender` is T, K or M; `ou` an area's code, empty for the whole. `value` is empty where it is
/// withheld, `status` then its symbol, and `*` beside an uncertain value. `synthetic` is yes
/// or no. Groups and comparisons have no place there.
std::string to_kolada(const DataInput& input);

}  // namespace trygg::reports
