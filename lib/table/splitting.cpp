#include "table/splitting.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

constexpr std::string_view all_separators = "=|+/-*^()@,:!<> ";

bool begins_part(std::string_view written, std::size_t place) {
  return place == 0 || all_separators.find(written[place - 1]) != std::string_view::npos;
}

}  // namespace

OptionText::OptionText(std::string_view written) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '"' && (in_quotes || begins_part(written, i))) {
      in_quotes = !in_quotes;
      continue;
    }
    const bool is_escape = written[i] == '\\';
    if (is_escape) ++i;
    require<ConfigError>(i < written.size(), "'{}': a backslash with nothing after it", written);
    text_ += written[i];
    is_plain_.push_back(!in_quotes && !is_escape);
    written_.push_back(i);
  }
  written_.push_back(written.size());
  require<ConfigError>(!in_quotes,
                       "'{}': a quote is opened and never closed; write \\\" for a "
                       "quote that belongs to a name or code",
                       written);
}

std::vector<std::size_t> OptionText::places(std::string_view separators) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (is_plain_[i] && separators.find(text_[i]) != std::string_view::npos) found.push_back(i);
  return found;
}

bool OptionText::has_at(std::size_t place, std::string_view separator) const {
  if (text_.compare(place, separator.size(), separator) != 0) return false;
  for (std::size_t i = 0; i < separator.size(); ++i)
    if (!is_plain_[place + i]) return false;
  return true;
}

std::size_t OptionText::written_place(std::size_t place) const {
  return written_[place];
}

OptionText OptionText::part(std::size_t from, std::size_t to) const {
  to = std::min(to, text_.size());
  OptionText cut;
  cut.text_ = text_.substr(from, to - from);
  cut.is_plain_.assign(is_plain_.begin() + static_cast<std::ptrdiff_t>(from),
                       is_plain_.begin() + static_cast<std::ptrdiff_t>(to));
  cut.written_.assign(written_.begin() + static_cast<std::ptrdiff_t>(from),
                      written_.begin() + static_cast<std::ptrdiff_t>(to) + 1);
  return cut;
}

Known or_trimmed(Known known) {
  return [known = std::move(known)](const std::string& part) {
    auto found = known(part);
    return found ? found : known(std::string(trimmed(part)));
  };
}

std::vector<std::vector<std::string>> divisions(const OptionText& text, char separator,
                                                const Known& known, std::size_t limit) {
  std::vector<std::vector<std::string>> ways;
  auto places = text.places(std::string_view(&separator, 1));
  places.push_back(text.text().size());
  for (const auto place : places) {
    const auto first = known(text.part(0, place).text());
    if (!first) continue;
    if (place == text.text().size()) {
      ways.push_back({*first});
      continue;
    }
    for (auto& rest : divisions(text.part(place + 1), separator, known, limit)) {
      rest.insert(rest.begin(), *first);
      ways.push_back(std::move(rest));
    }
    if (ways.size() >= limit) {
      ways.resize(limit);
      break;
    }
  }
  return ways;
}

void require_one_reading(std::string_view written, const std::vector<std::string>& readings) {
  require<ConfigError>(readings.size() <= 1,
                       "'{}' can be read in several ways: {}; put a part in quotes, \"…\"", written,
                       joined(readings, ", or "));
}

}  // namespace trygg
