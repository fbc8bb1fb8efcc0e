#pragma once

#include <string>

namespace trygg {
struct PxFile;
}

namespace trygg::reports {

struct DataInput;
struct Dataset;

/// A dataset as a PX table in Swedish and English, for PxWeb: the numbers of a cell are the values
/// of the content variable, each with its unit and precision; shares are not to be added
/// (AGGREGALLOWED=NO), and where there is a total it is what ELIMINATION gives. Rounds are in list
/// form, for they are not of every year. Symbols are PX's own, with their meaning as DATASYMBOL.
PxFile px_file(const Dataset& dataset, const DataInput& input);
std::string to_px(const Dataset& dataset, const DataInput& input);

}  // namespace trygg::reports
