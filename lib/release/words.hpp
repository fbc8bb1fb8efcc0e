#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "release/release.hpp"

namespace trygg {

/// The words of an enumeration in files, both ways.
template <class E, std::size_t N>
using Words = std::array<std::pair<E, std::string_view>, N>;

inline constexpr Words<Decision, 3> decisions{
    {{Decision::show, "show"}, {Decision::flag, "flag"}, {Decision::suppress, "suppress"}}};

inline constexpr Words<Finding, 8> findings{{{Finding::none, ""},
                                             {Finding::higher, "higher"},
                                             {Finding::lower, "lower"},
                                             {Finding::similar, "similar"},
                                             {Finding::not_shown, "not_shown"},
                                             {Finding::undetermined, "undetermined"},
                                             {Finding::broken, "broken"},
                                             {Finding::suppressed, "suppressed"}}};

template <class E, std::size_t N>
std::string_view text_of(E value, const Words<E, N>& words) {
  for (const auto& [known, text] : words)
    if (known == value) return text;
  throw ArgumentError("a value without a word");
}

/// \throws ArgumentError  `text` is none of the words of `column`
template <class E, std::size_t N>
E word(std::string_view text, std::string_view column, const Words<E, N>& words) {
  for (const auto& [value, known] : words)
    if (known == text) return value;
  throw ArgumentError(fmt::format("column '{}': unknown word '{}'", column, text));
}

}  // namespace trygg
