#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"

namespace trygg::reports {

/// The names of the drawn examples: "punkt", "utveckling", "mal".
std::span<const std::string_view> example_names();

/// A chart of invented figures, marked as such, that shows how to read a kind of chart; nothing
/// when there is none of that name. \param id  of the figure on its page
std::optional<Chart> example_drawing(std::string_view name, const std::string& id,
                                     const Phrases& phrases);

}  // namespace trygg::reports
