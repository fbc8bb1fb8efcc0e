#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/data/bilingual.hpp"

namespace trygg::reports {

/// Values for the places `{p}` of a text.
using BilingualSlots = std::vector<std::pair<std::string_view, Bilingual>>;

/// The words of the data files, each in Swedish and English: reports/templates/data.toml. They
/// stand side by side because a PX file holds both.
class DataTexts {
 public:
  /// \throws ConfigError  unreadable, a text without one of the languages, a place that the other
  ///                      language does not have
  static DataTexts read(const std::filesystem::path& path);
  /// The same for a project: the words that it has instead (phrases/own_texts.hpp), and over them
  /// the texts of its own texts/data.toml. \throws ConfigError  also: a text that `path` lacks, or
  /// a place that the text there does not have
  static DataTexts read(const std::filesystem::path& path, const std::filesystem::path& project);

  /// A text with its places filled. \throws ConfigError  it is not there, or a place has no value
  Bilingual text(std::string_view key, const BilingualSlots& slots = {}) const;
  bool has(std::string_view key) const;
  /// "a", "a och b | a and b", "a, b och c".
  Bilingual listed(const std::vector<Bilingual>& parts) const;

 private:
  std::string source_;
  std::map<std::string, Bilingual, std::less<>> texts_;
};

}  // namespace trygg::reports
