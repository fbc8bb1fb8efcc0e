#include "release/symbol.hpp"

#include "release/release.hpp"

namespace trygg {

std::string_view to_text(Symbol symbol) {
  switch (symbol) {
    case Symbol::none:
      return "";
    case Symbol::nil:
      return "–";
    case Symbol::uncertain:
      return "..";
    case Symbol::confidential:
      return "...";
    case Symbol::impossible:
      return ".";
  }
  return "";
}

Symbol symbol_of(const Published& published) {
  if (published.is_shown()) return Symbol::none;
  for (const auto symbol :
       {Symbol::nil, Symbol::uncertain, Symbol::confidential, Symbol::impossible})
    if (published.text() == to_text(symbol)) return symbol;
  return Symbol::none;
}

}  // namespace trygg
