#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "release/release.hpp"
#include "release/rounding.hpp"

namespace trygg {

Published Published::shown(double value, int decimals, Scale scale) {
  return parsed(rounded(value, decimals, scale == Scale::percent ? 2 : 0));
}

Published Published::withheld(std::string_view symbol) {
  Published published;
  published.text_ = symbol;
  return published;
}

Published Published::parsed(std::string_view text) {
  constexpr std::array<std::string_view, 5> symbols{"", "..", "...", ".", "-"};
  if (std::ranges::find(symbols, text) != symbols.end()) return withheld(text);
  const auto value = to_number(text);
  require(value.has_value(), "'{}' is neither a number nor one of the symbols .. ... . -", text);
  Published published;
  published.text_ = text;
  published.value_ = *value;
  published.shown_ = true;
  return published;
}

double Published::value() const {
  require(shown_, "a number that is not published ('{}') was asked for", text_);
  return value_;
}

}  // namespace trygg
