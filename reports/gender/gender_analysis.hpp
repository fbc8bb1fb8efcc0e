#pragma once

#include <string>

#include "reports/publication/input.hpp"

namespace trygg::reports {

/// The page »Jämställdhetsanalys«, one self-contained HTML file: the finding, women and men by area
/// (chart C1, table), the development (C3), ages (C1), the goal (C7, tables), how to read it.
///
/// Sentences about differences are made from the comparisons' findings alone (phrases/claim.hpp).
/// \throws InputError   the release has no figures for the whole place in the publication's round
/// \throws ConfigError  the texts cannot be read, or a heading made from them is too long
std::string gender_analysis(const PublicationInput& input);

}  // namespace trygg::reports
