#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace trygg {

/// Who may read a file that is written.
enum class Access {
  published,  ///< everybody, as the umask says
  secret,     ///< its owner only (0600): microdata and unreleased estimates
};

/// The bytes of a file. \throws InputError  it is not there, is a folder, or cannot be read
std::string read_file(const std::filesystem::path& path);

/// Writes `bytes` beside `path` and renames, so that no reader ever meets half a file. Folders on
/// the way are made; a link stays a link, and a device or a pipe (/dev/null) is written to
/// directly. \throws InputError  the folder cannot be written to
void write_file(const std::filesystem::path& path, std::string_view bytes, Access access);

/// For writers that take a file name: `write(temporary)`, then rename; removed if `write` throws.
void write_through(const std::filesystem::path& path, Access access,
                   const std::function<void(const std::filesystem::path&)>& write);

/// SHA-256 of `bytes`, 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace trygg
