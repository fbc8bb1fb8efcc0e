#include "reports/number_text.hpp"

#include <algorithm>

namespace trygg::reports {

std::string localised(std::string_view published, Language language) {
  const bool is_number =
      std::ranges::any_of(published, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number) return std::string(published);
  std::string text;
  for (const char c : published) {
    if (c == '.' && language == Language::sv)
      text += ',';
    else if (c == '-')
      text += "\u2212";
    else
      text += c;
  }
  return text;
}

std::string localised_count(std::string_view published, Place place, Language language) {
  const bool all_digits = !published.empty() && std::ranges::all_of(published, [](char c) {
    return c >= '0' && c <= '9';
  });
  const std::size_t least = place == Place::table || language == Language::en ? 4 : 5;
  if (!all_digits || published.size() < least) return std::string(published);
  std::string text;
  for (std::size_t i = 0; i < published.size(); ++i) {
    if (i > 0 && (published.size() - i) % 3 == 0) text += language == Language::sv ? "\u00a0" : ",";
    text += published[i];
  }
  return text;
}

}  // namespace trygg::reports
