#include "base/staged_folder.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <vector>

#include "base/error.hpp"

namespace trygg {
namespace fs = std::filesystem;
namespace {

constexpr auto next_ending = ".next";

fs::path beside(const fs::path& place, const std::string& ending) {
  return place.parent_path() / ("." + place.filename().string() + ending);
}

fs::path followed(const fs::path& named) {
  std::error_code absent;
  const auto found = fs::canonical(named, absent);
  return absent ? fs::absolute(named).lexically_normal() : found;
}

void require_done(const std::error_code& failed, const fs::path& folder) {
  if (failed)
    throw InputError(
        fmt::format("{}: the folder cannot be written: {}", folder.string(), failed.message()));
}

void rename_folder(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::rename(from, to, failed);
  require_done(failed, to);
}

/// Whether the file system knows how to exchange two folders.
bool are_exchanged(const fs::path& a, const fs::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return true;
  require<InputError>(errno == EINVAL || errno == ENOSYS || errno == ENOTSUP,
                      "{}: the folder cannot be written: {}", b.string(), std::strerror(errno));
  return false;
}

/// What killed programs left.
std::vector<fs::path> left_behind(const fs::path& place, const fs::path& old) {
  std::vector<fs::path> found{old};
  const auto beginning = beside(place, next_ending).filename().string();
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(place.parent_path(), failed))
    if (entry.path().filename().string().starts_with(beginning)) found.push_back(entry.path());
  return found;
}

}  // namespace

StagedFolder::StagedFolder(const fs::path& place)
    : place_(followed(place)),
      next_(beside(place_, fmt::format("{}-{}", next_ending, ::getpid()))),
      old_(beside(place_, ".old")) {
  std::error_code failed;
  if (!fs::exists(place_, failed) && fs::exists(old_, failed)) rename_folder(old_, place_);
  for (const auto& left : left_behind(place_, old_)) {
    fs::remove_all(left, failed);
    require_done(failed, left);
  }
  fs::create_directories(next_, failed);
  require_done(failed, place_);
}

StagedFolder::~StagedFolder() {
  std::error_code ignored;
  fs::remove_all(next_, ignored);
}

void StagedFolder::put_in_place() {
  if (!fs::exists(place_)) return rename_folder(next_, place_);
  if (are_exchanged(next_, place_)) return;  // what is now in next_ goes with this object
  rename_folder(place_, old_);
  rename_folder(next_, place_);
  std::error_code ignored;
  fs::remove_all(old_, ignored);
}

}  // namespace trygg
