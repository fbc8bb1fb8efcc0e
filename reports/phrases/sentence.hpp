#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/number_text.hpp"
#include "reports/phrases/claim.hpp"
#include "reports/phrases/texts.hpp"

namespace trygg::reports {

/// A template whose sentence claims something of a comparison, and the state that permits it.
template <Finding state>
struct ClaimTemplate {
  std::string_view id;
};
/// A template that speaks of a whole set of comparisons.
template <Extent extent>
struct CountTemplate {
  std::string_view id;
};
/// A template that gives levels, definitions or symbols and compares nothing.
struct StatementTemplate {
  std::string_view id;
};

/// A finished sentence of a publication. Made by Phrases only.
class Sentence {
 public:
  const std::string& id() const { return id_; }
  const std::string& text() const { return text_; }

 private:
  friend class Phrases;
  Sentence(std::string id, std::string text) : id_(std::move(id)), text_(std::move(text)) {}
  std::string id_, text_;
};

/// A countable thing: "område", "områden", "ett".
struct Noun {
  std::string one, many;
  std::string article;  ///< Swedish: "en" or "ett"
};

/// Values for the places `{p}` of a template.
using Slots = std::vector<std::pair<std::string_view, std::string>>;

/// The texts of one language, read from templates/<language>/: sentences by template, words of the
/// page, grammar. What may be said is decided by types here, how it is said by those files.
class Phrases {
 public:
  /// The texts for a project: reports/templates/ is looked for upward from its folder.
  /// \throws ConfigError  there are none in this language, or one is wrong (texts.hpp)
  static Phrases read(const std::filesystem::path& project, Language language);

  template <Finding state>
  Sentence say(ClaimTemplate<state> t, const Claim<state>&, const Slots& slots = {}) const {
    return filled(t.id, slots);
  }
  /// One sentence about two comparisons in the same state.
  template <Finding state>
  Sentence say(ClaimTemplate<state> t, const Claim<state>&, const Claim<state>&,
               const Slots& slots) const {
    return filled(t.id, slots);
  }
  template <Extent extent>
  Sentence say(CountTemplate<extent> t, const Count<extent>&, const Slots& slots = {}) const {
    return filled(t.id, slots);
  }
  Sentence say(StatementTemplate t, const Slots& slots = {}) const { return filled(t.id, slots); }

  /// A word or heading of the page, with its places filled. \throws ConfigError  it is not there
  std::string word(std::string_view key, const Slots& slots = {}) const;
  bool has_word(std::string_view key) const;

  /// "noll", "ett" … "tolv", then digits.
  std::string count_word(std::size_t n) const;
  /// Before a noun: "inget"/"ingen", "ett"/"en", "två" …; `article` is the noun's.
  std::string count_word(std::size_t n, std::string_view article) const;
  /// "inget område", "ett område", "två områden", "13 områden".
  std::string counted(std::size_t n, const Noun& noun) const;
  /// The share that an indicator is, as a sentence goes on with it: "Andel otrygga" becomes
  /// "andelen otrygga", "Share feeling unsafe" becomes "the share feeling unsafe".
  std::string share(std::string_view short_name) const;
  /// "12,6 %", "12.6%".
  std::string percent(const Published& value) const;
  /// "a", "a och b", "a, b och c".
  std::string listed(const std::vector<std::string>& parts) const;
  /// A released number in this language's typography.
  std::string number(const Published& value) const { return localised(value.text(), language_); }
  /// "11,8–13,4"; with a negative end "−2,7 till 11,9"; the symbol when withheld.
  std::string range(const Published& lower, const Published& upper) const;
  /// A count: "15 842".
  std::string count(std::size_t n, Place place) const;

  Language language() const { return language_; }

 private:
  Sentence filled(std::string_view id, const Slots& slots) const;

  Language language_ = Language::sv;
  Texts texts_;
};

/// Sentences with blanks between.
std::string together(const std::vector<Sentence>& sentences);

/// The text with its first letter as a capital (a–z and å, ä, ö).
std::string capitalised(std::string_view text);
/// The same with a small first letter, to go on in a sentence.
std::string uncapitalised(std::string_view text);

/// No-break spaces before %, procent and år, a range in one piece (U+2013 and U+2060).
std::string typeset(std::string_view text);

}  // namespace trygg::reports
