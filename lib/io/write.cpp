#include "io/write.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "io/csv_writer.hpp"
#include "io/file_kind.hpp"
#include "io/stat_writer.hpp"
#include "table/table.hpp"

namespace trygg {

namespace {

constexpr std::array<std::string_view, 5> extensions{".csv", ".tsv", ".sav", ".zsav", ".dta"};

}  // namespace

void check_extension(const std::filesystem::path& path) {
  const auto extension = lower_extension(path);
  require<ConfigError>(std::ranges::find(extensions, extension) != extensions.end(),
                       "{}: a data file is written as .csv .tsv .sav .zsav or .dta", path.string());
}

void write_table(const Table& table, const std::filesystem::path& path) {
  check_extension(path);
  const auto extension = lower_extension(path);
  if (extension == ".csv") {
    write_file(path, to_csv(table, ','), Access::secret);
  } else if (extension == ".tsv") {
    write_file(path, to_csv(table, '\t'), Access::secret);
  } else if (extension == ".sav") {
    write_stat(table, path, StatFormat::sav);
  } else if (extension == ".zsav") {
    write_stat(table, path, StatFormat::zsav);
  } else {
    write_stat(table, path, StatFormat::dta);
  }
}

}  // namespace trygg
