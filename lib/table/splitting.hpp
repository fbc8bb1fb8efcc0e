#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// The text of an option, made of names and codes with separators between: `age:16-19-20-29`.
///
/// Names and codes may hold the very characters that separate. A text is therefore cut where the
/// parts are known; `"…"` around a part or a backslash before a character takes away its power to
/// separate. A quote opens only where a part begins, so that `5" pipe` needs no escape.
class OptionText {
 public:
  /// \throws ConfigError  a quote that does not end, or a backslash with nothing after it
  explicit OptionText(std::string_view written);

  /// Without quotes and backslashes.
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  /// Where one of `separators` stands that neither quote nor backslash protects, ascending.
  std::vector<std::size_t> places(std::string_view separators) const;
  bool has_at(std::size_t place, std::string_view separator) const;
  /// Where the character at `place`, or the end of the text, stands in what was written.
  std::size_t written_place(std::size_t place) const;
  OptionText part(std::size_t from, std::size_t to = std::string::npos) const;

 private:
  OptionText() = default;
  std::string text_;
  std::vector<bool> is_plain_;        // by byte: it may separate
  std::vector<std::size_t> written_;  // by byte: where it was written; then where the text ends
};

/// What a part of an option means when it is known: the name or code as it stands in the data.
using Known = std::function<std::optional<std::string>(const std::string&)>;

/// `known`, tried first on a part as it is, then without blanks around.
Known or_trimmed(Known known);

/// Every way to cut `text` at some of its `separator`s into parts that are all known; at most
/// `limit` ways.
std::vector<std::vector<std::string>> divisions(const OptionText& text, char separator,
                                                const Known& known, std::size_t limit = 8);

/// \param readings  each way in which `written` can be read, in words
/// \throws ConfigError  there are several: lists them and says how to quote
void require_one_reading(std::string_view written, const std::vector<std::string>& readings);

}  // namespace trygg
