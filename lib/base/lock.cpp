#include "base/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

/// Which process wrote its number into the file; empty where none can be read.
std::string holder(int descriptor) {
  std::array<char, 32> text{};
  const auto length = ::pread(descriptor, text.data(), text.size(), 0);
  const auto number = trimmed(std::string_view(text.data(), length > 0 ? std::size_t(length) : 0));
  return number.empty() ? "" : fmt::format(" (process {})", number);
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& file, const std::string& what)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0)
    throw InputError(fmt::format("{}: cannot be written: {}", file.string(), std::strerror(errno)));
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const auto who = holder(descriptor_);
    ::close(descriptor_);
    throw InputError(fmt::format("{} is under way{}: wait for it to end", what, who));
  }
  const auto number = fmt::format("{}\n", ::getpid());
  // The number serves the message of others; without it they wait all the same.
  if (::ftruncate(descriptor_, 0) == 0) [[maybe_unused]]
    const auto written = ::pwrite(descriptor_, number.data(), number.size(), 0);
}

FileLock::~FileLock() {
  ::close(descriptor_);
}

}  // namespace trygg
