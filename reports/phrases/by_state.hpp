#pragma once

#include <string_view>

#include "goal/goal_release.hpp"
#include "reports/phrases/sentence.hpp"

namespace trygg::reports {

/// A sentence about a comparison. The comparison's own state picks the text: `family` "S13" and a
/// secured rise give the text S13_higher. A caller says what is spoken of, never what is said, so a
/// claim without its state cannot be written; each family has a text for every state.
Sentence said(const Phrases& phrases, std::string_view family, const ReleasedRow& comparison,
              const Slots& slots = {});

/// The same of a goal's assessment, by its development: `family_reduced_not_halved`.
Sentence said(const Phrases& phrases, std::string_view family, const ReleasedGoalRow& assessment,
              const Slots& slots = {});

/// Its development, as far as it is released: "halved" … "increased" or "not_available".
std::string_view released_development(const ReleasedGoalRow& assessment);

}  // namespace trygg::reports
