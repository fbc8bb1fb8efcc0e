#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trygg::reports {

struct DataInput;
struct Dataset;

/// A file of the folder data/ of a publication, ready to be written.
struct DataFile {
  std::string path;  ///< relative, with / between: "px/andel_stadsdelsomrade_2020.px"
  std::string bytes;
};

/// One format of the data files.
struct DataFormat {
  std::string_view name;  ///< as typed: "px"
  std::string_view what;  ///< "tables for PxWeb"
  std::vector<DataFile> (*make)(const DataInput&, const std::vector<Dataset>&);
};

/// Every format, in the order in which they are listed to readers.
const std::vector<DataFormat>& data_formats();

/// The files of all formats. The same input gives the same bytes: no clock, no locale.
std::vector<DataFile> data_files(const DataInput& input);

}  // namespace trygg::reports
