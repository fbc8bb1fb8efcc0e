#pragma once

#include <string>

#include "reports/data/data_input.hpp"

namespace trygg {
struct Project;
}

namespace trygg::tools {

/// What the data files of a project are made of, but for the released figures and their texts,
/// which must live as long as the result.
reports::DataInput data_input(const Project& project, const Release& release,
                              const reports::ProjectTexts& texts, const AreaSystem& areas);

}  // namespace trygg::tools
