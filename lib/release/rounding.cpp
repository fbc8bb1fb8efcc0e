#include "release/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

/// 0.digits × 10^point
struct Decimal {
  std::string digits;
  int point = 0;
};

Decimal decimal_of(double magnitude) {
  std::string text = shortest(magnitude);
  int exponent = 0;
  if (const auto e = text.find('e'); e != std::string::npos) {
    exponent = std::atoi(text.c_str() + e + 1);
    text.resize(e);
  }
  const auto dot = std::min(text.find('.'), text.size());
  Decimal decimal{text.substr(0, dot), static_cast<int>(dot) + exponent};
  if (dot < text.size()) decimal.digits += text.substr(dot + 1);
  return decimal;
}

/// Adds one unit in the last place; "99" becomes "100".
void increment(std::string& digits) {
  for (auto d = digits.rbegin(); d != digits.rend(); ++d) {
    if (*d != '9') {
      ++*d;
      return;
    }
    *d = '0';
  }
  digits.insert(digits.begin(), '1');
}

}  // namespace

std::string rounded(double value, int decimals, int shift) {
  require(std::isfinite(value), "a number that is not finite cannot be published");
  require(decimals >= 0 && decimals <= 15, "{} decimals: must be 0 to 15", decimals);
  auto [digits, point] = decimal_of(std::abs(value));
  point += shift;
  if (point < 1) {
    digits.insert(0, static_cast<std::size_t>(1 - point), '0');
    point = 1;
  }
  const auto kept = static_cast<std::size_t>(point + decimals);
  const bool up = digits.size() > kept && digits[kept] >= '5';
  digits.resize(kept, '0');
  if (up) increment(digits);
  const auto whole = digits.size() - static_cast<std::size_t>(decimals);
  std::string text = digits.substr(0, whole);
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  if (decimals > 0) text += '.' + digits.substr(whole);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !zero ? '-' + text : text;
}

}  // namespace trygg
