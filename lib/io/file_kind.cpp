#include "io/file_kind.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace trygg {
namespace {
namespace fs = std::filesystem;

std::string first_bytes(const fs::path& path) {
  require<InputError>(fs::exists(path), "{}: there is no such file", path.string());
  require<InputError>(!fs::is_directory(path), "{}: this is a folder, not a file", path.string());
  std::ifstream in(path, std::ios::binary);
  require<InputError>(in.good(), "{}: cannot be read", path.string());
  std::string bytes(64, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

/// Formats of Stata before version 13: the release, the byte order, and a one.
bool is_old_stata(std::string_view bytes) {
  return bytes.size() > 3 && bytes[0] >= 104 && bytes[0] <= 115 &&
         (bytes[1] == 1 || bytes[1] == 2) && bytes[2] == 1;
}

std::optional<FileKind> kind_by_bytes(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("$FL2") || bytes.starts_with("$FL3")) return FileKind::spss;
  if (bytes.starts_with("<stata_dta>") || is_old_stata(bytes)) return FileKind::stata;
  if (bytes.starts_with("\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60"sv)) return FileKind::sas;
  if (bytes.starts_with("HEADER RECORD*******LIB")) return FileKind::sas_transport;
  return std::nullopt;
}

struct Named {
  std::string_view extension;
  FileKind kind;
  std::string_view program;
};

constexpr std::array<Named, 10> names{{{".csv", FileKind::text, ""},
                                       {".tsv", FileKind::text, ""},
                                       {".txt", FileKind::text, ""},
                                       {"", FileKind::text, ""},
                                       {".sav", FileKind::spss, "SPSS"},
                                       {".zsav", FileKind::spss, "SPSS"},
                                       {".dta", FileKind::stata, "Stata"},
                                       {".sas7bdat", FileKind::sas, "SAS"},
                                       {".xpt", FileKind::sas_transport, "SAS transport"},
                                       {".px", FileKind::px, "PX"}}};

}  // namespace

std::string lower_extension(const fs::path& path) {
  auto extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return extension;
}

FileKind kind_of_file(const fs::path& path) {
  const bool is_stream = fs::exists(path) && fs::is_other(path);  // a pipe can be read only once
  if (is_stream) return FileKind::text;
  const auto bytes = first_bytes(path);
  require<InputError>(!bytes.empty(), "{}: the file is empty", path.string());
  if (const auto kind = kind_by_bytes(bytes)) return *kind;
  const auto named = std::ranges::find(names, lower_extension(path), &Named::extension);
  require<ConfigError>(named != names.end(),
                       "{}: a data file is .csv .tsv .sav .zsav .dta .sas7bdat .xpt or .px",
                       path.string());
  const bool is_text = named->kind == FileKind::text || named->kind == FileKind::px;
  require<InputError>(is_text, "{}: this is no {} file, for all its name", path.string(),
                      named->program);
  return named->kind;
}

}  // namespace trygg
