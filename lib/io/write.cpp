#include "io/write.hpp"

#include <string>

#include "base/error.hpp"
#include "base/file.hpp"
#include "io/csv_writer.hpp"
#include "table/table.hpp"

namespace trygg {

void write_table(const Table& table, const std::filesystem::path& path) {
  const auto extension = path.extension().string();
  if (extension == ".csv") {
    write_file(path, to_csv(table, ','), Access::secret);
  } else if (extension == ".tsv") {
    write_file(path, to_csv(table, '\t'), Access::secret);
  } else {
    throw ConfigError(
        fmt::format("{}: files of type '{}' are not written", path.string(), extension));
  }
}

}  // namespace trygg
