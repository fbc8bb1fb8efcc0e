#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "goal/goal.hpp"
#include "goal/goal_row.hpp"
#include "release/release.hpp"
#include "tools/goal_words.hpp"

namespace trygg::tools {

/// Texts about a goal in one language. The goal must outlive it.
class GoalSpeech {
 public:
  GoalSpeech(const Goal& goal, std::string_view language)
      : words(goal_words(language)), factor_(goal.factor) {}

  const GoalWords& words;

  template <class... Args>
  std::string say(std::string_view format, const Args&... args) const {
    return fmt::format(fmt::runtime(format), args...);
  }
  /// With the language's decimal sign, and a minus in place of a hyphen.
  std::string number(std::string text) const;
  std::string number(const Published& value) const;
  std::string number(double value) const;
  std::string state(Verdict verdict) const;
  std::string interval(const Published& lower, const Published& upper, RatioSet set) const;

  /// `text` in lines for a terminal, each with `indent`, the later ones deeper where it has one.
  static std::string wrapped(std::string_view text, std::string_view indent);

 private:
  double factor_;
};

}  // namespace trygg::tools
