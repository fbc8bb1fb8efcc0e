#include "tools/classified.hpp"

#include <algorithm>

#include "table/table.hpp"

namespace trygg::tools {

std::vector<std::string> variables_of(std::span<const std::vector<std::string>> by) {
  std::vector<std::string> names;
  for (const auto& classification : by)
    for (const auto& name : classification)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return names;
}

std::vector<ClassifiedDomain> places_of(std::span<const std::vector<std::string>> by,
                                        const Domain& within, const Table& table,
                                        const Design& design, CodesOrLabels names) {
  const auto variables = variables_of(by);
  std::vector<ClassifiedDomain> places{{std::vector<std::string>(variables.size()), within}};
  for (const auto& classification : by)
    for (auto& cell : cells(classification, within, table, design)) {
      ClassifiedDomain place{std::vector<std::string>(variables.size()), std::move(cell.domain)};
      for (std::size_t v = 0; v < classification.size(); ++v) {
        const auto& level = table.column(classification[v]).levels[cell.levels[v]];
        const auto at = std::ranges::find(variables, classification[v]) - variables.begin();
        place.groups[static_cast<std::size_t>(at)] =
            names == CodesOrLabels::labels && !level.label.empty() ? level.label : level.text;
      }
      places.push_back(std::move(place));
    }
  return places;
}

}  // namespace trygg::tools
