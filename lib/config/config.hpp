#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// A table of a TOML file, read strictly: every key that nobody asked for is an error, so that a
/// misspelt option can never be silently ignored.
///
/// A reader asks for each key that it knows, then calls `reject_unknown()`. Sub-tables are Configs
/// too and are checked with their parent. Every error is a ConfigError `file:line: key 'x': …`.
class Config {
 public:
  /// Reads a whole file. Key `version` (optional, must be 1) is dealt with here.
  static Config read(const std::filesystem::path& path);
  /// The same from text; `source` stands in messages, `folder` resolves relative paths.
  static Config parse(std::string_view text, std::string source, std::filesystem::path folder = {});

  bool has(std::string_view key) const;
  /// The keys of this table in the order of the file. Asking counts as knowing them all.
  std::vector<std::string> keys() const;

  /// A text; a number or a boolean is taken as it is written in shortest form.
  std::string text(std::string_view key) const;
  std::string text(std::string_view key, std::string_view fallback) const;
  std::optional<std::string> optional_text(std::string_view key) const;
  double number(std::string_view key) const;
  double number(std::string_view key, double fallback) const;
  std::optional<double> optional_number(std::string_view key) const;
  long long integer(std::string_view key) const;
  long long integer(std::string_view key, long long fallback) const;
  bool flag(std::string_view key, bool fallback) const;

  /// A list of texts; a single value is a list of one, an absent key an empty list.
  std::vector<std::string> texts(std::string_view key) const;
  std::vector<double> numbers(std::string_view key) const;
  /// A list of lists of texts, such as [["area", "sex"], ["age"]]; absent: empty. A plain text
  /// among the lists is a list of one.
  std::vector<std::vector<std::string>> text_lists(std::string_view key) const;

  /// A path, relative to the folder of this file.
  std::filesystem::path path(std::string_view key) const;
  std::optional<std::filesystem::path> optional_path(std::string_view key) const;
  std::vector<std::filesystem::path> paths(std::string_view key) const;

  std::optional<Config> table(std::string_view key) const;  ///< [key]
  std::vector<Config> tables(std::string_view key) const;   ///< [[key]], in the order of the file

  /// \throws ConfigError  naming the first key (here or in a sub-table asked for) that nobody
  ///                      asked for, its line, and the nearest known key
  void reject_unknown() const;

  /// Throws ConfigError `file:line: key 'key': problem`.
  [[noreturn]] void fail(std::string_view key, std::string_view problem) const;

  /// Throws ConfigError: the key is missing, or misspelt (a key like it is there).
  [[noreturn]] void missing(std::string_view key) const;

  /// `file:line` of a key, for messages about what its value means.
  std::string where(std::string_view key) const;

  const std::string& source() const;            ///< the file's name as given
  const std::filesystem::path& folder() const;  ///< where relative paths start

  struct Node;  ///< hidden: the only thing that knows toml++

 private:
  explicit Config(std::shared_ptr<Node> node);
  std::shared_ptr<Node> node_;
};

/// `text` as a TOML basic string, quotes included.
std::string toml_quoted(std::string_view text);

}  // namespace trygg
