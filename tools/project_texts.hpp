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
reports::Language publication_language(const std::string& name);

/// What a publication must know of a project: its words, and the names of codes from its codebook.
/// \param manifest  number of the calculation
/// \throws ConfigError, InputError  the codebook or a file of answer counts is wrong, or the
/// project
///                                  lacks a text in `language`
reports::ProjectTexts project_texts(const Project& project, const std::string& manifest,
                                    reports::Language language);

/// The indicator whose development stands beside the headline's: the first of those by which the
/// project also places its areas; empty: none.
std::string second_indicator(const Project& project);

/// The project's indicators with their texts in `language`. \throws ConfigError  one has none
std::vector<Indicator> indicators_in(const Project& project, reports::Language language);

/// What publications in one language are told of a project.
struct LanguageTexts {
  reports::ProjectTexts texts;
  std::vector<Indicator> indicators;
};
/// \throws ConfigError, InputError  as the two above
LanguageTexts texts_of(const Project& project, const std::string& manifest,
                       reports::Language language);

/// The figures that the project names under `comparison`; none where it names no file, nor in
/// another language than the project's own: the caveats of others' figures are not translated here.
std::vector<ExternalFigure> figures_from_elsewhere(const Project& project,
                                                   const std::vector<Indicator>& indicators,
                                                   reports::Language language);

}  // namespace trygg::tools
