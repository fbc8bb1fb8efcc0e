#pragma once

#include <string>

namespace trygg::reports {

/// One text in both languages of the data files.
struct Bilingual {
  std::string sv, en;
  bool operator==(const Bilingual&) const = default;
};

/// A name that has no translation: of a place, of a survey.
inline Bilingual in_both(const std::string& name) {
  return {name, name};
}

}  // namespace trygg::reports
