#pragma once

#include <filesystem>

namespace trygg {

/// Keeps others out while it lives: a lock on a file that is made for it. The kernel lets go of it
/// when the process ends, however that happens, so a killed program leaves nothing to clear away.
class FileLock {
 public:
  /// \param what  is being done, for the message: "a build of examples/stockholm"
  /// \throws InputError  somebody else holds it (the message names the process), or the file
  ///                     cannot be made
  FileLock(const std::filesystem::path& file, const std::string& what);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace trygg
