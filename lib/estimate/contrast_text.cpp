#include "estimate/contrast_text.hpp"

#include <fmt/format.h>

namespace trygg {

std::string contrast_code(std::string_view code) {
  const bool plain = code.find_first_of("-/ :+,@=|\"") == std::string_view::npos;
  return plain ? std::string(code) : fmt::format("\"{}\"", code);
}

}  // namespace trygg
