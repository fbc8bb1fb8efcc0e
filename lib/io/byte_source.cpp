#include "io/byte_source.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "base/file.hpp"

namespace trygg {
namespace fs = std::filesystem;

ByteSource::ByteSource(const fs::path& path) : name_(path.string()) {
  std::error_code unknown;
  if (fs::is_regular_file(path, unknown)) size_ = fs::file_size(path, unknown);
  if (unknown || size_ == 0) {  // a file of /proc has no size either
    bytes_ = read_file(path);
    size_ = bytes_.size();
    return;
  }
  file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  require<InputError>(file_ >= 0, "{}: cannot be read: {}", name_, std::strerror(errno));
}

ByteSource::~ByteSource() {
  if (file_ >= 0) ::close(file_);
}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : name_(std::move(other.name_)),
      size_(other.size_),
      file_(std::exchange(other.file_, -1)),
      bytes_(std::move(other.bytes_)) {}

std::size_t ByteSource::read(std::uint64_t offset, std::span<char> to) const {
  if (offset >= size_) return 0;
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(to.size(), size_ - offset));
  if (file_ < 0) return std::string_view(bytes_).substr(offset).copy(to.data(), wanted);
  std::size_t done = 0;
  while (done < wanted) {
    const auto got =
        ::pread(file_, to.data() + done, wanted - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    require<InputError>(
        got > 0, "{}: reading broke off{}", name_,
        got < 0 ? fmt::format(": {}", std::strerror(errno)) : "; the file has become shorter");
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace trygg
