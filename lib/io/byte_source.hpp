#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace trygg {

/// The bytes of a data file, from any place and on any thread. A file stays where it is; a pipe,
/// which can be read only once, is kept in memory.
class ByteSource {
 public:
  /// \throws InputError  it is not there, is a folder, or cannot be read
  explicit ByteSource(const std::filesystem::path& path);
  ~ByteSource();
  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&&) = delete;

  /// The file's name, for messages.
  const std::string& name() const { return name_; }
  std::uint64_t size() const { return size_; }

  /// Copies the bytes from `offset` on into `to`. \return how many: less than asked for at the end
  /// only. \throws InputError  reading broke off
  std::size_t read(std::uint64_t offset, std::span<char> to) const;

 private:
  std::string name_;
  std::uint64_t size_ = 0;
  int file_ = -1;      // −1: in memory
  std::string bytes_;  // of a pipe
};

}  // namespace trygg
