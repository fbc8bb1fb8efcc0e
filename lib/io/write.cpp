#include "io/write.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
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

void write_text(const Table& table, const std::filesystem::path& path, char delimiter,
                unsigned threads) {
  write_through(path, Access::secret, [&](const std::filesystem::path& temporary) {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    write_csv(table, delimiter, out, threads);
    out.close();
    require<InputError>(!out.fail(), "{}: writing broke off: {}", path.string(),
                        std::strerror(errno));
  });
}

}  // namespace

void check_extension(const std::filesystem::path& path) {
  const auto extension = lower_extension(path);
  require<ConfigError>(std::ranges::find(extensions, extension) != extensions.end(),
                       "{}: a data file is written as .csv .tsv .sav .zsav or .dta", path.string());
}

void write_table(const Table& table, const std::filesystem::path& path, unsigned threads) {
  check_extension(path);
  const auto extension = lower_extension(path);
  if (extension == ".csv") {
    write_text(table, path, ',', threads);
  } else if (extension == ".tsv") {
    write_text(table, path, '\t', threads);
  } else if (extension == ".sav") {
    write_stat(table, path, StatFormat::sav);
  } else if (extension == ".zsav") {
    write_stat(table, path, StatFormat::zsav);
  } else {
    write_stat(table, path, StatFormat::dta);
  }
}

}  // namespace trygg
