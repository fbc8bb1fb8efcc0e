#include "io/read.hpp"

#include "base/file.hpp"
#include "io/csv_reader.hpp"
#include "io/file_kind.hpp"
#include "io/stat_reader.hpp"

namespace trygg {

Table read_table(const std::filesystem::path& path, const ReadOptions& options) {
  const auto kind = kind_of_file(path);
  return kind == FileKind::text ? read_csv(read_file(path), path.string(), options)
                                : read_stat(path, kind, options);
}

}  // namespace trygg
