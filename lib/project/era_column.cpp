#include "project/era_column.hpp"

#include <map>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "table/table.hpp"

namespace trygg {

Column era_column(const Table& table, const std::string& smallest, const AreaSystem& areas,
                  const std::string& era, const std::string& level, std::string name) {
  const auto parents = areas.parent.find(era);
  require<ConfigError>(parents != areas.parent.end(), "the crosswalk has no era '{}'", era);

  Column column{.name = std::move(name)};
  std::map<std::string, std::uint32_t> index;
  for (const auto* area : areas.of(era, level)) {
    const auto place = static_cast<std::uint32_t>(column.levels.size());
    index.emplace(area->code, place);
    column.levels.push_back({.text = area->code, .order = place});
  }
  const auto nowhere = static_cast<std::uint32_t>(column.levels.size());
  column.levels.push_back({.missing = Missing::system});

  const auto& from = table.column(smallest);
  const auto counts = from.level_counts();
  std::vector<std::uint32_t> code(from.levels.size(), nowhere);
  for (std::size_t l = 0; l < code.size(); ++l) {
    const auto& area = from.levels[l];
    if (area.missing != Missing::none || counts[l] == 0) continue;
    const auto parent = parents->second.find(area.text);
    require<InputError>(parent != parents->second.end(),
                        "{}: column '{}' has the area '{}', which the crosswalk has not in era {}",
                        table.source(), smallest, area.text, era);
    code[l] = index.at(parent->second);
  }
  column.codes.reserve(from.codes.size());
  for (const auto l : from.codes) column.codes.push_back(code[l]);
  return column;
}

}  // namespace trygg
