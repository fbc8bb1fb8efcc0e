#pragma once

#include <string>
#include <vector>

#include "indicator/indicator.hpp"
#include "release/external_figure.hpp"
#include "reports/project_texts.hpp"

namespace trygg {
struct Project;
}

namespace trygg::tools {

/// \throws ConfigError  there are no texts for publications in this language
void require_texts_in(const std::string& language);

/// What a publication must know of a project: its words, and the names of codes from its codebook.
/// \param manifest  number of the calculation
/// \throws ConfigError, InputError  the codebook or a file of answer counts is wrong
reports::ProjectTexts project_texts(const Project& project, const std::string& manifest);

/// The figures that the project names under `comparison`; none where it names no file.
std::vector<ExternalFigure> figures_from_elsewhere(const Project& project,
                                                   const std::vector<Indicator>& indicators);

}  // namespace trygg::tools
