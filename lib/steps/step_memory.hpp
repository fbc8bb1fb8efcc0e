#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace trygg {

/// What a step was made of the last time, and what came of it.
struct StepRecord {
  std::string program, settings;               ///< SHA-256
  std::map<std::string, std::string> inputs;   ///< path in the project and SHA-256
  std::map<std::string, std::string> outputs;  ///< the same
  std::vector<std::string> notes;              ///< that were told; they hold as long as it does
};

/// The records of a project's steps, in a file.
class StepMemory {
 public:
  /// \param file  need not be there; one that cannot be read is as none: everything is made again
  explicit StepMemory(std::filesystem::path file);

  /// Null: it never ran to its end.
  const StepRecord* of(const std::string& step) const;
  /// Records a step and writes the file.
  void record(const std::string& step, StepRecord record);

 private:
  void read();
  std::string to_json() const;

  std::filesystem::path file_;
  std::map<std::string, StepRecord> records_;
};

}  // namespace trygg
