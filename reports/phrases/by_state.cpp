#include "reports/phrases/by_state.hpp"

#include <fmt/format.h>

namespace trygg::reports {

Sentence said(const Phrases& phrases, std::string_view family, const ReleasedRow& comparison,
              const Slots& slots) {
  const bool is_comparison = comparison.finding != Finding::none;
  const auto state = to_text(is_comparison ? comparison.finding : Finding::suppressed);
  const auto id = fmt::format("{}_{}", family, state);
  return phrases.say(StatementTemplate{id}, slots);
}

std::string_view released_development(const ReleasedGoalRow& assessment) {
  if (assessment.decision == Decision::suppress) return "not_available";
  return assessment.development;
}

Sentence said(const Phrases& phrases, std::string_view family, const ReleasedGoalRow& assessment,
              const Slots& slots) {
  const auto id = fmt::format("{}_{}", family, released_development(assessment));
  return phrases.say(StatementTemplate{id}, slots);
}

}  // namespace trygg::reports
