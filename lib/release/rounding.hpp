#pragma once

#include <string>

namespace trygg {

/// `value` × 10^shift with `decimals` decimals, rounded half away from zero on the digits of its
/// shortest decimal text: no binary arithmetic comes between the number and its digits. Decimal
/// point, U+002D minus; a value that rounds to zero has no sign.
/// \throws ArgumentError  `value` is not finite, or `decimals` not in 0…15
std::string rounded(double value, int decimals, int shift = 0);

}  // namespace trygg
