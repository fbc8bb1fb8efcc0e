#include "project/framed_cells.hpp"

#include <numeric>

#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "project/project.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

void set_value(CubeRow& row, const CellVariable& division, const std::string& value) {
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

FramedCells::FramedCells(const Project& project, const Wave& wave, const Table& table,
                         const Design& design)
    : project_(project), wave_(wave), table_(table), design_(design), everybody_(design.records()) {
  std::iota(everybody_.begin(), everybody_.end(), 0u);
}

void FramedCells::add(std::vector<CellVariable> divisions, const std::string& era,
                      const std::string& level) {
  CubeRow frame;
  frame.wave = wave_.name;
  frame.era = era;
  frame.area_level = level;
  frame.groups.resize(project_.publication.groups.size());
  append(divisions, frame);
  divisions.push_back({project_.variables.sex, Role::sex});
  append(divisions, frame);
  ++families_;
}

void FramedCells::append(const std::vector<CellVariable>& divisions, const CubeRow& frame) {
  std::vector<std::string> variables;
  for (const auto& division : divisions) variables.push_back(division.variable);
  for (auto& cell : cells(variables, everybody_, table_, design_)) {
    FramedCell framed{frame, std::move(cell.domain), families_, variables};
    for (std::size_t d = 0; d < divisions.size(); ++d)
      set_value(framed.row, divisions[d],
                table_.column(divisions[d].variable).levels[cell.levels[d]].text);
    cells_.push_back(std::move(framed));
  }
}

}  // namespace trygg
