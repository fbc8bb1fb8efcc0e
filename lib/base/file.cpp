#include "base/file.hpp"

#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/error.hpp"

namespace trygg {
namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  require<InputError>(fs::exists(path), "{}: there is no such file", path.string());
  require<InputError>(!fs::is_directory(path), "{}: this is a folder, not a file", path.string());
  std::ifstream in(path, std::ios::binary);
  require<InputError>(in.good(), "{}: cannot be read: {}", path.string(), std::strerror(errno));
  std::error_code unknown;  // a pipe has no size
  const auto size = fs::file_size(path, unknown);
  std::string bytes;
  if (!unknown) bytes.resize(size);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (in) bytes.append(std::istreambuf_iterator<char>(in), {});
  require<InputError>(!in.bad(), "{}: reading broke off", path.string());
  return bytes;
}

namespace {

/// Renaming onto a device would put a file in its place, for all programs of the machine.
bool is_device(const fs::path& path) {
  std::error_code absent;
  return fs::is_other(fs::status(path, absent));
}

/// The file that a link leads to: a link that is renamed onto is lost.
fs::path linked(const fs::path& path) {
  std::error_code dangling;
  const auto target = fs::is_symlink(fs::symlink_status(path, dangling))
                          ? fs::canonical(path, dangling)
                          : fs::path();
  return target.empty() ? path : target;
}

}  // namespace

void write_through(const fs::path& named, Access access,
                   const std::function<void(const fs::path&)>& write) {
  if (is_device(named)) return write(named);
  const auto path = linked(named);
  if (path.has_parent_path()) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    require<InputError>(!failed, "{}: the folder cannot be made: {}", path.parent_path().string(),
                        failed.message());
  }
  require<InputError>(!fs::is_directory(path), "{}: this is a folder, not a file", path.string());
  const fs::path temporary =
      path.parent_path() / fmt::format(".{}.{}.part", path.filename().string(), ::getpid());
  try {
    std::ofstream made(temporary, std::ios::binary);
    require<InputError>(made.good(), "{}: cannot be written: {}", path.string(),
                        std::strerror(errno));
    made.close();
    if (access == Access::secret)
      fs::permissions(temporary, fs::perms::owner_read | fs::perms::owner_write);
    write(temporary);
    fs::rename(temporary, path);
  } catch (...) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw;
  }
}

void write_file(const fs::path& path, std::string_view bytes, Access access) {
  write_through(path, access, [&](const fs::path& temporary) {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    require<InputError>(!out.fail(), "{}: writing broke off: {}", path.string(),
                        std::strerror(errno));
  });
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  require(
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) == 1,
      "SHA-256 is not available");
  std::string text;
  for (unsigned i = 0; i < length; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

}  // namespace trygg
