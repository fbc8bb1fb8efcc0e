#pragma once

#include <string>
#include <string_view>

namespace trygg {

/// A code as it stands in a contrast's text: in quotes where it holds a separator.
std::string contrast_code(std::string_view code);

}  // namespace trygg
