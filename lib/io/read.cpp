#include "io/read.hpp"

#include <array>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "io/csv_reader.hpp"

namespace trygg {

Table read_table(const std::filesystem::path& path, const ReadOptions& options) {
  return read_csv(read_file(path), path.string(), options);
}

}  // namespace trygg
