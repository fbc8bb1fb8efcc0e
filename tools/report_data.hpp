#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace trygg::tools {

/// What `trygg report` was asked for, when it was data files.
struct DataReport {
  std::string format;  ///< "px"; "data" is every format
  std::filesystem::path release, project, folder;
  std::string manifest;
};

/// The names of formats that `trygg report` takes beside the publications: "data", "px", …
bool is_data_format(const std::string& name);
/// Those names, for help.
std::string known_data_formats();

/// Writes the files into the folder; their names go to `told`, one a line.
void report_data(const DataReport& report, std::ostream* told);

}  // namespace trygg::tools
