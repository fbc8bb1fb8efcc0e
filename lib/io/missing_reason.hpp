#pragma once

#include <string_view>

#include "table/column.hpp"

namespace trygg {

/// Why a value is missing, by the value label of a code that the file declares missing, in Swedish
/// or English: "Vill ej svara" is refused, "Don't know" dont_know, "Frågan ej ställd" not_asked.
/// A label that says none of these, or several ("Vet ej/vill ej svara"), is `other`.
Missing reason_by_label(std::string_view label);

}  // namespace trygg
