#pragma once

#include <string>

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

}  // namespace trygg::tools
