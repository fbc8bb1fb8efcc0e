#pragma once

#include <filesystem>

namespace trygg {

/// A folder that is made as a whole: filled beside its place (`.NAME.next-PROCESS`, on the same
/// file system; the number keeps helpers of a killed program out of the next one's folder), then
/// put there in one step. Whoever looks at any moment, whatever stops the program,
/// sees the old folder or the new one, each complete.
///
/// The step is Linux's renameat2(RENAME_EXCHANGE). A file system without it (some network file
/// systems) gets two renames: for an instant there is no folder, never a mixed one; a program that
/// was stopped in that instant has its old folder put back by the next StagedFolder.
class StagedFolder {
 public:
  /// Clears away what a killed program left, and makes an empty folder to fill.
  /// \param place  where it is to be; a link is followed. \throws InputError  cannot be written
  explicit StagedFolder(const std::filesystem::path& place);
  /// Removes the folder unless it was put in place.
  ~StagedFolder();
  StagedFolder(const StagedFolder&) = delete;
  StagedFolder& operator=(const StagedFolder&) = delete;

  const std::filesystem::path& path() const { return next_; }  ///< to fill
  const std::filesystem::path& place() const { return place_; }

  /// Puts the folder in its place and removes the one that was there.
  void put_in_place();

 private:
  std::filesystem::path place_, next_, old_;
};

}  // namespace trygg
