#pragma once

#include "reports/document/document.hpp"
#include "reports/figures.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/publication/input.hpp"

namespace trygg::reports {

/// The publication »Jämställdhetsanalys«: the finding, women and men by area (chart C1, table), the
/// development (C3), ages (C1), the goal (C7, tables), how to read it.
///
/// Sentences about differences are made from the comparisons' findings alone (phrases/claim.hpp).
/// \param subject  the area that it is about; empty: the whole place
/// \throws InputError   the release has no figures for the subject in the publication's round
/// \throws ConfigError  a heading made from the texts is too long
Document gender_analysis(const PublicationInput& input, const Phrases& phrases,
                         const Location& subject = {});

}  // namespace trygg::reports
