#include "estimate/request_columns.hpp"

#include <algorithm>

#include "estimate/request_parts.hpp"
#include "table/table.hpp"

namespace trygg {

std::vector<std::string> leading_columns(std::string_view option, std::string_view separators,
                                         const Table& names) {
  const OptionText text(option);
  std::vector<std::string> found;
  for (const auto place : text.places(separators))
    for (const auto& way : divisions(text.part(0, place), '+', detail::column_of(names)))
      for (const auto& name : way)
        if (std::ranges::find(found, name) == found.end()) found.push_back(name);
  return found;
}

}  // namespace trygg
