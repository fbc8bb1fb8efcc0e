#include "reports/phrases/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "reports/phrases/own_texts.hpp"

namespace trygg::reports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// \param key  of the text, for messages
std::string fill(std::string_view key, const Text& template_text, const Slots& slots) {
  std::string_view text = template_text.text;
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    const auto name = text.substr(open + 1, close - open - 1);
    const auto slot = std::ranges::find(slots, name, &Slots::value_type::first);
    require<ConfigError>(slot != slots.end(), "{}: text '{}': nothing is known of '{{{}}}' here",
                         template_text.where, key, name);
    out += slot->second;
    text.remove_prefix(close + 1);
  }
  return out;
}

/// Whether the text goes on, after a blank, with a unit that must not start a line.
bool unit_follows(std::string_view rest) {
  constexpr std::array<std::string_view, 6> units{"%",        "procent",  "år",
                                                  "personer", "per cent", "percentage"};
  return std::ranges::any_of(units, [&](auto unit) { return rest.starts_with(unit); });
}

}  // namespace

Phrases Phrases::read(const std::filesystem::path& project, Language language) {
  Phrases phrases;
  phrases.language_ = language;
  phrases.texts_ =
      read_texts(find_resource(fmt::format("reports/templates/{}", to_text(language)), project));
  lay_own_texts(project, language, phrases.texts_);
  return phrases;
}

Sentence Phrases::filled(std::string_view id, const Slots& slots) const {
  const auto found = texts_.sentences.find(id);
  require<ConfigError>(found != texts_.sentences.end(), "there is no sentence '{}'", id);
  return Sentence(std::string(id), typeset(capitalised(fill(id, found->second, slots))));
}

std::string Phrases::word(std::string_view key, const Slots& slots) const {
  const auto found = texts_.words.find(key);
  require<ConfigError>(found != texts_.words.end(), "there is no word '{}'", key);
  return typeset(fill(key, found->second, slots));
}

bool Phrases::has_word(std::string_view key) const {
  return texts_.words.contains(key);
}

std::string Phrases::count_word(std::size_t n) const {
  return n < texts_.numbers.size() ? texts_.numbers[n] : fmt::format("{}", n);
}

std::string Phrases::count_word(std::size_t n, std::string_view article) const {
  if (n > 1) return count_word(n);
  return word(fmt::format("{}_{}", n == 0 ? "none" : "one", article));
}

std::string Phrases::counted(std::size_t n, const Noun& noun) const {
  return count_word(n, noun.article) + " " + (n < 2 ? noun.one : noun.many);
}

std::string Phrases::share(std::string_view short_name) const {
  const auto indefinite = word("share_indefinite"), definite = word("share_definite");
  if (short_name.starts_with(indefinite))
    return definite + std::string(short_name.substr(indefinite.size()));
  return uncapitalised(short_name);
}

std::string Phrases::percent(const Published& value) const {
  return value.is_shown() ? number(value) + word("percent_sign") : value.text();
}

std::string Phrases::listed(const std::vector<std::string>& parts) const {
  if (parts.size() < 2) return parts.empty() ? "" : parts.front();
  const auto last = parts.size() - 1;
  const auto first = joined(std::span(parts).first(last), ", ");
  return fmt::format("{} {} {}", first, word("and"), parts[last]);
}

std::string Phrases::range(const Published& lower, const Published& upper) const {
  if (!lower.is_shown() || !upper.is_shown()) return lower.is_shown() ? upper.text() : lower.text();
  if (lower.text().starts_with("-") || upper.text().starts_with("-"))
    return fmt::format("{} {} {}", number(lower), word("to"), number(upper));
  return fmt::format("{}\u2013\u2060{}", number(lower), number(upper));
}

std::string Phrases::count(std::size_t n, Place place) const {
  return localised_count(fmt::format("{}", n), place, language_);
}

namespace {

using Letters = std::array<std::string_view, 29>;
constexpr Letters small_letters{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
                                "u", "v", "w", "x", "y", "z", "å", "ä", "ö"};
constexpr Letters capitals{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J",
                           "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T",
                           "U", "V", "W", "X", "Y", "Z", "Å", "Ä", "Ö"};

/// `text` with its first letter, if it is one of `from`, as in `to`.
std::string with_first(std::string_view text, const Letters& from, const Letters& to) {
  for (std::size_t i = 0; i < from.size(); ++i)
    if (text.starts_with(from[i]))
      return std::string(to[i]) + std::string(text.substr(from[i].size()));
  return std::string(text);
}

}  // namespace

std::string together(const std::vector<Sentence>& sentences) {
  std::string text;
  for (const auto& s : sentences) text += (text.empty() ? "" : " ") + s.text();
  return text;
}

std::string capitalised(std::string_view text) {
  return with_first(text, small_letters, capitals);
}

std::string uncapitalised(std::string_view text) {
  return with_first(text, capitals, small_letters);
}

std::string typeset(std::string_view text) {
  constexpr std::string_view en_dash = "\u2013", joiner = "\u2060";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto rest = text.substr(i);
    const bool after_digit = !out.empty() && is_digit(out.back());
    if (text[i] == ' ' && after_digit && unit_follows(rest.substr(1))) {
      out += "\u00a0";
    } else if (after_digit && rest.starts_with(en_dash) && rest.size() > 3 && is_digit(rest[3])) {
      out += en_dash;
      out += joiner;
      i += en_dash.size() - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace trygg::reports
