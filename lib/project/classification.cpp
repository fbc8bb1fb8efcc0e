#include "project/classification.hpp"

#include <algorithm>
#include <map>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "design/design.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

std::vector<int> on_records(const Column& column, const std::vector<int>& code_of_level,
                            const Design& design) {
  std::vector<int> code;
  code.reserve(design.records());
  for (const auto row : design.table_row()) code.push_back(code_of_level[column.codes[row]]);
  return code;
}

void set_value(CubeRow& row, const Division& division, const std::string& value) {
  switch (division.role) {
    case Role::area:
      row.area = value;
      break;
    case Role::sex:
      row.sex = value;
      break;
    case Role::group:
      row.groups[division.group] = value;
      break;
  }
}

}  // namespace

Axis column_axis(const Column& column, const Design& design) {
  Axis axis;
  std::vector<int> code(column.levels.size(), Axis::in_no_cell);
  for (const auto l : column.ordered_levels()) {
    if (column.levels[l].missing != Missing::none) continue;
    code[l] = static_cast<int>(axis.name.size());
    axis.name.push_back(column.levels[l].text);
  }
  axis.code = on_records(column, code, design);
  return axis;
}

Axis era_axis(const Table& table, const Column& smallest, const Design& design,
              const AreaSystem& areas, const std::string& era, const std::string& level) {
  Axis axis;
  std::map<std::string, int> index;
  for (const auto* area : areas.of(era, level)) {
    index.emplace(area->code, static_cast<int>(axis.name.size()));
    axis.name.push_back(area->code);
  }
  const auto parents = areas.parent.find(era);
  require<ConfigError>(parents != areas.parent.end(), "the crosswalk has no era '{}'", era);
  const auto counts = smallest.level_counts();
  std::vector<int> code(smallest.levels.size(), Axis::in_no_cell);
  for (std::size_t l = 0; l < code.size(); ++l) {
    const auto& area = smallest.levels[l];
    if (area.missing != Missing::none || counts[l] == 0) continue;
    const auto parent = parents->second.find(area.text);
    require<InputError>(parent != parents->second.end(),
                        "{}: column '{}' has the area '{}', which the crosswalk has not in era {}",
                        table.source(), smallest.name, area.text, era);
    code[l] = index.at(parent->second);
  }
  axis.code = on_records(smallest, code, design);
  return axis;
}

std::vector<Cell> cells_of(const std::vector<Division>& divisions, const CubeRow& frame,
                           std::size_t records) {
  std::map<std::vector<int>, Domain> found;
  std::vector<int> key(divisions.size());
  for (std::size_t k = 0; k < records; ++k) {
    for (std::size_t d = 0; d < divisions.size(); ++d) key[d] = divisions[d].axis->code[k];
    if (std::ranges::find(key, Axis::in_no_cell) == key.end())
      found[key].push_back(static_cast<std::uint32_t>(k));
  }
  std::vector<Cell> cells;
  for (auto& [codes, domain] : found) {
    Cell cell{frame, std::move(domain)};
    for (std::size_t d = 0; d < divisions.size(); ++d)
      set_value(cell.row, divisions[d], divisions[d].axis->name[codes[d]]);
    cells.push_back(std::move(cell));
  }
  return cells;
}

}  // namespace trygg
