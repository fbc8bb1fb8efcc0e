#pragma once

#include <functional>
#include <string>
#include <vector>

#include "indicator/comparability.hpp"
#include "project/area_report.hpp"

namespace trygg::tools {

struct BuildFiles;

/// Is told, in a line, what a person should know of a step that went well.
using Note = std::function<void(const std::string&)>;

/// Indicators that are not compared over a round, and why.
void tell_breaks(const std::vector<SeriesBreak>& breaks, const BuildFiles& files, const Note& note);

/// Areas of a round that are not exact, and how many records have another area code.
void tell_areas(const std::vector<AreaCount>& counts, const std::vector<AreaDisagreement>& differ,
                const BuildFiles& files, const Note& note);

}  // namespace trygg::tools
