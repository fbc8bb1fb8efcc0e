#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace trygg {

enum class Origin;

/// What a build was made of, so that a published figure can be traced: every input with its
/// SHA-256, the program, its compiler, C library and processor, and every output with its SHA-256.
class Manifest {
 public:
  /// Paths are recorded relative to `folder`, so that a copy elsewhere gives the same bytes.
  Manifest(std::filesystem::path folder, std::string program);

  void input(const std::filesystem::path& file);
  void output(const std::filesystem::path& file);

  /// First 12 digits of the SHA-256 over program and inputs: the number printed on publications.
  std::string number() const;
  /// The whole as JSON; a synthetic survey says so here, too.
  std::string to_json(Origin origin) const;

 private:
  struct Entry {
    std::string path, hash;
    bool operator==(const Entry&) const = default;
  };
  Entry entry(const std::filesystem::path& file) const;

  std::filesystem::path folder_;
  std::string program_;
  std::vector<Entry> inputs_, outputs_;
};

}  // namespace trygg
