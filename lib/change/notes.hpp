#pragma once

#include <string>
#include <string_view>

namespace trygg {

/// Adds a reason code to those that stand in a field with blanks between, once.
void add_note(std::string& notes, std::string_view note);
/// Adds all of `more`.
void add_notes(std::string& notes, std::string_view more);

}  // namespace trygg
