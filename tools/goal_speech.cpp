#include "tools/goal_speech.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace trygg::tools {
namespace {

constexpr std::size_t line_width = 96;

}  // namespace

std::string GoalSpeech::number(std::string text) const {
  if (words.decimal == ',') std::ranges::replace(text, '.', ',');
  if (text.starts_with('-') && text.size() > 1) text.replace(0, 1, "−");
  return text;
}

std::string GoalSpeech::number(const Published& value) const {
  return value.is_shown() ? number(value.text()) : value.text();
}

std::string GoalSpeech::number(double value) const {
  return number(shortest(value));
}

std::string GoalSpeech::state(Verdict verdict) const {
  return std::string(word_of(verdict, factor_, words));
}

std::string GoalSpeech::interval(const Published& lower, const Published& upper,
                                 RatioSet set) const {
  switch (set) {
    case RatioSet::interval:
      return fmt::format("{}–{}", number(lower), number(upper));
    case RatioSet::half_line:
      return fmt::format("≥ {}", number(lower));
    case RatioSet::complement:
      return fmt::format("≤ {} / ≥ {}", number(lower), number(upper));
    case RatioSet::everything:
      return "0–∞";
    case RatioSet::none:
      break;
  }
  return "..";
}

std::string GoalSpeech::wrapped(std::string_view text, std::string_view indent) {
  std::string lines, line(indent);
  for (const auto& word : split(text, ' ')) {
    if (code_points(line) + 1 + code_points(word) > line_width) {
      lines += line + '\n';
      line = std::string(indent) + std::string(indent.empty() ? 0 : 2, ' ');
    }
    if (line.find_first_not_of(' ') != std::string::npos) line += ' ';
    line += word;
  }
  return lines + line + '\n';
}

}  // namespace trygg::tools
