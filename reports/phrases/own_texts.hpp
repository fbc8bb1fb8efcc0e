#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "reports/number_text.hpp"
#include "reports/phrases/texts.hpp"

namespace trygg::reports {

/// Words that a project has in the place of the program's: `"kvinnor" = "flickor"`.
class WordReplacements {
 public:
  struct Pair {
    std::string word, instead;
    std::string where;  ///< "texts/sv.toml:3", for messages
  };
  WordReplacements() = default;
  explicit WordReplacements(std::vector<Pair> pairs);

  /// The text with every whole word replaced, once, the longest that fits first; with a capital
  /// where the word has one. What stands between { and } is a place and is left alone.
  std::string in(std::string_view text) const;
  bool empty() const { return pairs_.empty(); }
  const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  std::vector<Pair> pairs_;  // the longest word first
};

/// [replace] of texts/<language>.toml in the project's folder; none where there is no such file.
/// \throws ConfigError  the file is no table of texts
WordReplacements read_replacements(const std::filesystem::path& project, Language language);

/// Lays texts/<language>.toml of the project's folder over the program's texts: first [replace],
/// whole words of every text, then [sentences] and [words], whole texts by their keys. Without such
/// a file nothing is changed.
///
/// A sentence still stands where its state permits it (phrases/templates.hpp): one that a project
/// writes anew must not say more.
/// \throws ConfigError  a key that the program does not have, a {place} that it does not fill, a
///                      word of [replace] that no text has
void lay_own_texts(const std::filesystem::path& project, Language language, Texts& texts);

}  // namespace trygg::reports
