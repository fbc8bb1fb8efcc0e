#pragma once

#include <string>

#include "indicator/indicator.hpp"
#include "reports/data/bilingual.hpp"
#include "reports/project_texts.hpp"

/// Names of the project in both languages: the English ones where the project has them, else its
/// own.
namespace trygg::reports {

struct DataInput;

Bilingual project_name(const DataInput& input, std::string ProjectTexts::*text);
/// A text of an indicator; its id in both when the project has no such indicator.
Bilingual indicator_name(const DataInput& input, const std::string& id,
                         std::string Indicator::*text);
/// The name of a grouping variable; the variable itself when nothing is said of it.
Bilingual group_name(const DataInput& input, const std::string& variable);
/// The label of one of its codes. `category` is its place in the project's own texts.
Bilingual category_name(const DataInput& input, const GroupTexts& group, const Category& category);

}  // namespace trygg::reports
