#pragma once

#include "reports/document/document.hpp"
#include "reports/figures.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/publication/input.hpp"

namespace trygg::reports {

/// The publication »Lägesbild« about one area, two to four pages: where it stands against the whole
/// (H1, C10), women and men, its development beside the whole's (C3), where it lies (C5), what the
/// survey does not say, all figures.
///
/// What is said of area and whole is picked by the released comparison of the two
/// (ranking/standing_release.hpp), never told from two intervals; without one it cannot be told.
/// \param subject  an area of the publication's division
/// \throws ConfigError  there is no such area, or a heading is too long
Document area_profile(const PublicationInput& input, const Phrases& phrases,
                      const Location& subject);

}  // namespace trygg::reports
