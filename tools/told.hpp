#pragma once

#include <string>

#include "reports/number_text.hpp"

// How tables for a person tell numbers and notes.

namespace trygg::tools {

/// With so many decimals; no −0; empty for NaN.
std::string told_number(double value, int decimals, reports::Language language);
/// As many decimals as give `size` four significant digits: none from 1,000 on.
int told_decimals(double size);
/// A fraction in per cent, with one decimal and the sign.
std::string told_per_cent(double fraction, reports::Language language);
/// Reason codes with blanks between, in words; codes without words stand as they are.
std::string told_notes(const std::string& notes, reports::Language language);

}  // namespace trygg::tools
