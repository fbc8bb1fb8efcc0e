#pragma once

#include "reports/document/document.hpp"
#include "reports/figures.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/publication/input.hpp"

namespace trygg::reports {

/// The publication »Måluppföljning«. Its first page is complete alone: the answer, the three
/// numbers, the verdict, the course (C7), what the goal is and how it is judged. Then women and
/// men, areas (C7b), whether other choices of baseline, measure or wording give another answer,
/// what remains, and all figures.
///
/// It is about the goal's own indicator, whichever the project's headline is. What is said of the
/// goal is picked by the assessment's state (phrases/by_state.hpp).
/// \param subject  the whole place: below the areas a halving cannot be told from chance
/// \throws ConfigError  the goal's indicator is none of the project, or a heading is too long
Document goal_follow_up(const PublicationInput& input, const Phrases& phrases,
                        const Location& subject = {});

}  // namespace trygg::reports
