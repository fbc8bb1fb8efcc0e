#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace trygg::reports {

/// A table of a Markdown file; the first `text_columns` columns are set to the left, the others to
/// the right.
class MarkdownTable {
 public:
  MarkdownTable(const std::vector<std::string>& header, std::size_t text_columns);
  void row(const std::vector<std::string>& cells);
  /// The table with an empty line after it.
  std::string text() const { return text_ + "\n"; }

 private:
  std::string text_;
};

/// A fraction in per cent without the sign, "94.6"; an en dash for NaN, no "-0.0".
std::string percent(double fraction, int decimals = 1);
/// The same with a sign before it, U+2212 for minus: "+1.2".
std::string signed_percent(double fraction, int decimals = 1);
/// A number with a sign, or without; an en dash for NaN.
std::string signed_number(double value, int decimals);
std::string fixed(double value, int decimals);
/// A count with commas between thousands: "785,543".
std::string counted(double count);

}  // namespace trygg::reports
