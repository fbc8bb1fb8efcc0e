#pragma once

#include "reports/document/document.hpp"
#include "reports/figures.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/publication/input.hpp"

namespace trygg::reports {

/// The publication »Årsrapport«, with a list of contents: the finding and five points, how to read
/// it, a chapter for each group of indicators (each indicator: C3, C1 by group, C1 by area, table),
/// every area with its figures and its development, the goal, the quality declaration under the
/// five headings of Swedish official statistics, method, tables, and a summary in English
/// (`input.english`).
///
/// \param subject  empty: the report is about the whole place
/// \throws InputError   the release has no figures for the whole place in the publication's round
/// \throws ConfigError  a heading made from the texts is too long
Document annual_report(const PublicationInput& input, const Phrases& phrases,
                       const Location& subject = {});

}  // namespace trygg::reports
