#include "base/error.hpp"
#include "base/text.hpp"
#include "release/release.hpp"
#include "release/rounding.hpp"

namespace trygg {

Published Published::shown(double value, int decimals, Scale scale) {
  return parsed(rounded(value, decimals, scale == Scale::percent ? 2 : 0));
}

Published Published::withheld(Symbol symbol) {
  Published published;
  published.text_ = to_text(symbol);
  return published;
}

Published Published::parsed(std::string_view text) {
  if (text == "-") return withheld(Symbol::nil);
  for (const auto symbol :
       {Symbol::none, Symbol::nil, Symbol::uncertain, Symbol::confidential, Symbol::impossible})
    if (text == to_text(symbol)) return withheld(symbol);
  const auto value = to_number(text);
  require(value.has_value(), "'{}' is neither a number nor one of the symbols .. ... . –", text);
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
