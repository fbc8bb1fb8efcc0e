#include "steps/file_hashes.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <sstream>

#include "base/file.hpp"

namespace trygg {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t second = 1'000'000'000;

std::int64_t nanoseconds(const timespec& time) {
  return time.tv_sec * second + time.tv_nsec;
}

}  // namespace

FileHashes::FileHashes(fs::path memory) : memory_(std::move(memory)) {
  recall();
}

bool FileHashes::look_at(const fs::path& file, Stamp& stamp) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return false;
  stamp = {static_cast<std::uint64_t>(found.st_size), found.st_ino, nanoseconds(found.st_mtim),
           nanoseconds(found.st_ctim)};
  return true;
}

void FileHashes::recall() {
  Stamp own;
  if (memory_.empty() || !look_at(memory_, own)) return;
  std::istringstream lines(read_file(memory_));
  Known known;
  std::string path;
  while (lines >> known.hash >> known.stamp.size >> known.stamp.inode >> known.stamp.changed >>
         known.stamp.touched) {
    lines.ignore(1);
    if (!std::getline(lines, path)) break;
    if (std::max(known.stamp.changed, known.stamp.touched) < own.changed - 2 * second)
      recalled_[path] = known;
  }
}

std::string FileHashes::of(const fs::path& file) {
  Stamp stamp;
  if (!look_at(file, stamp)) return {};
  const auto name = fs::absolute(file).lexically_normal().string();
  {
    const std::lock_guard lock(guard_);
    for (const auto* memory : {&known_, &recalled_}) {
      const auto found = memory->find(name);
      if (found == memory->end() || found->second.stamp != stamp) continue;
      return known_.insert_or_assign(name, Known(found->second)).first->second.hash;
    }
  }
  auto hash = sha256(read_file(file));
  const std::lock_guard lock(guard_);
  known_[name] = {stamp, hash};
  return hash;
}

void FileHashes::remember() const {
  if (memory_.empty()) return;
  std::string text;
  const std::lock_guard lock(guard_);
  for (const auto& [path, known] : known_)
    text += fmt::format("{} {} {} {} {} {}\n", known.hash, known.stamp.size, known.stamp.inode,
                        known.stamp.changed, known.stamp.touched, path);
  write_file(memory_, text, Access::secret);
}

}  // namespace trygg
