#pragma once

#include <filesystem>
#include <string>

namespace trygg {

/// The formats of data files that are read.
enum class FileKind { text, spss, stata, sas, sas_transport, px };

/// What the file at `path` is: by its first bytes, else by its extension.
/// \throws InputError   no such file, a folder, empty; named as one kind but not one
/// \throws ConfigError  neither the bytes nor the extension say what it is
FileKind kind_of_file(const std::filesystem::path& path);

/// The extension in lower case, with its point.
std::string lower_extension(const std::filesystem::path& path);

}  // namespace trygg
