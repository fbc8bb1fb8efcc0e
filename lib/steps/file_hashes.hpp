#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace trygg {

/// SHA-256 of files, each read once. Between runs it remembers them with size, inode and the times
/// of the last change of content and of state, so that a file that nobody touched is not read
/// again. A file that was touched within two seconds of the memory's writing is: some file systems
/// tell times no finer. Thread-safe.
class FileHashes {
 public:
  /// \param memory  file to remember them in; it need not be there, and one that cannot be read
  ///                costs time only. Empty: nothing is remembered
  explicit FileHashes(std::filesystem::path memory = {});

  /// 64 hexadecimal digits; empty where there is no such file.
  std::string of(const std::filesystem::path& file);
  /// Writes the memory, of the files asked for since it was read.
  void remember() const;

 private:
  struct Stamp {
    std::uint64_t size = 0, inode = 0;
    std::int64_t changed = 0, touched = 0;  ///< nanoseconds since 1970: content, state
    bool operator==(const Stamp&) const = default;
  };
  struct Known {
    Stamp stamp;
    std::string hash;
  };
  static bool look_at(const std::filesystem::path& file, Stamp& stamp);
  void recall();

  std::filesystem::path memory_;
  mutable std::mutex guard_;
  std::map<std::string, Known> recalled_, known_;
};

}  // namespace trygg
