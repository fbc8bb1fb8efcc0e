#include "reports/coverage/markdown.hpp"

#include <fmt/format.h>

#include <cmath>

namespace trygg::reports {
namespace {

std::string line(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const auto& cell : cells) text += " " + cell + " |";
  return text + "\n";
}

/// Digits without a sign; `negative` tells whether what is printed is below 0.
std::string digits(double value, int decimals, bool& negative) {
  auto text = fmt::format("{:.{}f}", std::abs(value), decimals);
  negative = value < 0 && text.find_first_of("123456789") != std::string::npos;
  return text;
}

}  // namespace

MarkdownTable::MarkdownTable(const std::vector<std::string>& header, std::size_t text_columns)
    : text_(line(header)) {
  std::vector<std::string> rule;
  for (std::size_t i = 0; i < header.size(); ++i)
    rule.emplace_back(i < text_columns ? "---" : "---:");
  text_ += line(rule);
}

void MarkdownTable::row(const std::vector<std::string>& cells) {
  text_ += line(cells);
}

std::string fixed(double value, int decimals) {
  if (std::isnan(value)) return "–";
  bool negative = false;
  const auto text = digits(value, decimals, negative);
  return negative ? "−" + text : text;
}

std::string signed_number(double value, int decimals) {
  if (std::isnan(value)) return "–";
  bool negative = false;
  const auto text = digits(value, decimals, negative);
  if (negative) return "−" + text;
  return text.find_first_of("123456789") == std::string::npos ? text : "+" + text;
}

std::string percent(double fraction, int decimals) {
  return fixed(100 * fraction, decimals);
}

std::string signed_percent(double fraction, int decimals) {
  return signed_number(100 * fraction, decimals);
}

std::string counted(double count) {
  auto text = fmt::format("{:.0f}", count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

}  // namespace trygg::reports
