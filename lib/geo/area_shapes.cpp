#include "geo/area_shapes.hpp"

#include <algorithm>
#include <map>

#include "area/area_matcher.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

constexpr std::size_t most_named = 8;  // in one message

std::string property_of(const GeoLayer& layer, const std::string& wanted) {
  std::vector<std::string> there;
  for (const auto& [key, value] : layer.features.front().properties) there.push_back(key);
  if (wanted.empty()) {
    require<InputError>(there.size() == 1,
                        "{}: which property is the name of the area? Write map_name; there are: {}",
                        layer.source, joined(there, ", "));
    return there.front();
  }
  require<InputError>(std::ranges::find(there, wanted) != there.end(),
                      "{}: there is no property '{}'{}", layer.source, wanted,
                      did_you_mean(wanted, there, most_named));
  return wanted;
}

std::vector<std::string> names_of(const GeoLayer& layer, const std::string& property) {
  std::vector<std::string> names;
  for (const auto& feature : layer.features) {
    const auto found = std::ranges::find(feature.properties, property,
                                         &std::pair<std::string, std::string>::first);
    names.push_back(found == feature.properties.end() ? "" : found->second);
  }
  return names;
}

/// Which areas of a level the names are.
struct Matched {
  std::vector<const Area*> area;  ///< of each name; nullptr: none
  std::string problems;           ///< of those that are none
  std::size_t found = 0;
};

Matched match(const std::vector<std::string>& names, const std::vector<const Area*>& areas) {
  const AreaMatcher matcher(areas);
  Matched result;
  std::size_t unknown = 0;
  for (const auto& name : names) {
    const auto found = matcher.find(name);
    result.area.push_back(found.size() == 1 ? found.front() : nullptr);
    if (found.size() == 1) {
      ++result.found;
      continue;
    }
    if (++unknown > most_named) continue;
    result.problems += fmt::format("{}'{}'{}", unknown == 1 ? "" : ", ", name,
                                   found.empty() ? matcher.hint(name) : " fits several areas");
  }
  if (unknown > most_named) result.problems += fmt::format(" and {} more", unknown - most_named);
  return result;
}

/// The area of `level` that each smallest area is counted in.
void lift(Matched& matched, const AreaSystem& areas, const std::string& era,
          const std::string& level) {
  const auto& parent = areas.division(era, level).parent;
  for (auto& area : matched.area)
    if (area != nullptr) area = &areas.find(era, level, parent.at(area->code));
}

}  // namespace

std::vector<AreaShape> area_shapes(const GeoLayer& layer, const std::string& name_property,
                                   const AreaSystem& areas, const std::string& era,
                                   const std::string& level) {
  const auto names = names_of(layer, property_of(layer, name_property));
  const auto wanted = areas.of(era, level);
  auto matched = match(names, wanted);
  if (level != areas.smallest_level && matched.found < names.size())
    if (auto smallest = match(names, areas.of(era, areas.smallest_level));
        smallest.found > matched.found) {
      matched = std::move(smallest);
      lift(matched, areas, era, level);
    }
  require<InputError>(matched.problems.empty(),
                      "{}: names that are no area: {}. Give the area file an alias for each",
                      layer.source, matched.problems);
  std::vector<AreaShape> shapes;
  std::vector<std::string> without;
  for (const auto* area : wanted) {
    AreaShape shape{area, {}};
    for (std::size_t i = 0; i < names.size(); ++i)
      if (matched.area[i] == area)
        shape.polygons.insert(shape.polygons.end(), layer.features[i].polygons.begin(),
                              layer.features[i].polygons.end());
    if (shape.polygons.empty()) without.push_back(area->name);
    shapes.push_back(std::move(shape));
  }
  require<InputError>(without.empty(), "{}: no shape for {}", layer.source, joined(without, ", "));
  return shapes;
}

}  // namespace trygg
