#pragma once

#include <functional>
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

/// The same, still to be made: several can be made at a time.
struct PlannedFile {
  std::string path;
  std::function<std::string()> bytes;
};

/// One format of the data files.
struct DataFormat {
  std::string_view name;  ///< as typed: "px"
  std::string_view what;  ///< "tables for PxWeb"
  /// What is planned refers to both arguments.
  std::vector<PlannedFile> (*files)(const DataInput&, const std::vector<Dataset>&);
};

/// Every format, in the order in which they are listed to readers.
const std::vector<DataFormat>& data_formats();

/// The files of all formats. The same input gives the same bytes: no clock, no locale.
std::vector<DataFile> data_files(const DataInput& input);

}  // namespace trygg::reports
