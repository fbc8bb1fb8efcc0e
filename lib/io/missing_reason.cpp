#include "io/missing_reason.hpp"

#include <array>
#include <string>

namespace trygg {
namespace {

/// Lower case of ASCII and of the letters U+00C0–U+00DE; the apostrophe ’ as '.
std::string folded(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool after_c3 = i > 0 && text[i - 1] == '\xC3';
    const bool capital = after_c3 && static_cast<unsigned char>(c) <= 0x9E;
    if ((c >= 'A' && c <= 'Z') || capital) {
      made += static_cast<char>(c + 32);
    } else if (text.substr(i).starts_with("\u2019")) {
      made += '\'';
      i += 2;
    } else {
      made += c;
    }
  }
  return made;
}

struct Saying {
  std::string_view part;
  Missing reason;
};

constexpr std::array<Saying, 17> sayings{{{"refus", Missing::refused},
                                          {"vägra", Missing::refused},
                                          {"vill ej", Missing::refused},
                                          {"vill inte", Missing::refused},
                                          {"prefer not", Missing::refused},
                                          {"vet ej", Missing::dont_know},
                                          {"vet inte", Missing::dont_know},
                                          {"don't know", Missing::dont_know},
                                          {"dont know", Missing::dont_know},
                                          {"do not know", Missing::dont_know},
                                          {"ej ställd", Missing::not_asked},
                                          {"inte ställd", Missing::not_asked},
                                          {"ej tillfråga", Missing::not_asked},
                                          {"not asked", Missing::not_asked},
                                          {"not applicable", Missing::not_asked},
                                          {"inapplicable", Missing::not_asked},
                                          {"ej aktuell", Missing::not_asked}}};

}  // namespace

Missing reason_by_label(std::string_view label) {
  const auto text = folded(label);
  auto reason = Missing::none;
  for (const auto& saying : sayings) {
    if (text.find(saying.part) == std::string::npos) continue;
    if (reason != Missing::none && reason != saying.reason) return Missing::other;
    reason = saying.reason;
  }
  return reason == Missing::none ? Missing::other : reason;
}

}  // namespace trygg
