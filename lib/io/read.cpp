#include "io/read.hpp"

#include "base/error.hpp"
#include "io/csv_reader.hpp"
#include "io/file_kind.hpp"
#include "io/px_table.hpp"
#include "io/stat_reader.hpp"

namespace trygg {

Table read_table(const std::filesystem::path& path, const ReadOptions& options) {
  const auto kind = kind_of_file(path);
  if (kind == FileKind::px) return read_px_table(path);
  return kind == FileKind::text ? read_csv({path}, options) : read_stat(path, kind, options);
}

Table read_tables(const std::vector<std::filesystem::path>& paths, const ReadOptions& options) {
  if (paths.size() == 1) return read_table(paths.front(), options);
  for (const auto& path : paths)
    require<ConfigError>(kind_of_file(path) == FileKind::text,
                         "{}: only text files (.csv .tsv) are read several as one; trygg convert "
                         "makes them",
                         path.string());
  return read_csv(paths, options);
}

}  // namespace trygg
