#include "reports/data/dataset_shape.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reports/data/data_input.hpp"

namespace trygg::reports {

std::vector<ContrastPart> contrast_parts(const std::string& contrast) {
  std::vector<ContrastPart> parts;
  if (contrast.empty()) return parts;
  for (const auto& part : split(contrast, ' ')) {
    const auto colon = part.find(':');
    if (colon == std::string::npos)
      parts.push_back({part, ""});
    else
      parts.push_back({part.substr(0, colon), part.substr(colon + 1)});
  }
  return parts;
}

bool RowShape::is_total_of(const RowShape& other) const {
  const bool same_kind =
      statistic == other.statistic && unit == other.unit && contrasts == other.contrasts;
  const bool within = area_level.empty() || (area_level == other.area_level && era == other.era);
  return same_kind && within && std::ranges::all_of(groups, [&](const std::string& group) {
           return std::ranges::find(other.groups, group) != other.groups.end();
         });
}

bool RowShape::compares(const std::string& variable) const {
  return std::ranges::find(contrasts, variable) != contrasts.end();
}

namespace {

RowShape shape_of(const ReleasedRow& row, const DataInput& input) {
  RowShape shape{.statistic = row.statistic, .area_level = row.area_level, .era = row.era};
  const auto indicator = std::ranges::find(input.indicators, row.indicator, &Indicator::id);
  if (row.statistic != "share" && indicator != input.indicators.end()) shape.unit = indicator->unit;
  for (std::size_t g = 0; g < row.groups.size(); ++g)
    if (!row.groups[g].empty()) shape.groups.push_back(input.release.group_names[g]);
  for (const auto& part : contrast_parts(row.contrast)) shape.contrasts.push_back(part.variable);
  std::ranges::sort(shape.contrasts);
  return shape;
}

}  // namespace

ShapedRows::ShapedRows(const DataInput& input) : input_(input) {
  for (const auto& row : input.release.rows) {
    auto shape = shape_of(row, input);
    // Rows of one shape stand together: the last shapes are the likely ones.
    const auto found = std::find(shapes_.rbegin(), shapes_.rend(), shape);
    if (found != shapes_.rend()) {
      shape_of_row_.push_back(static_cast<std::size_t>(shapes_.rend() - found) - 1);
    } else {
      shape_of_row_.push_back(shapes_.size());
      shapes_.push_back(std::move(shape));
    }
  }
}

std::vector<RowShape> ShapedRows::tables() const {
  std::vector<RowShape> tables;
  for (const auto& shape : shapes_) {
    const bool is_part_of_another = std::ranges::any_of(shapes_, [&](const RowShape& other) {
      return !(shape == other) && shape.is_total_of(other);
    });
    if (!is_part_of_another) tables.push_back(shape);
  }
  return tables;
}

std::vector<const ReleasedRow*> ShapedRows::in_table(const RowShape& table) const {
  std::vector<char> belongs;
  for (const auto& shape : shapes_) belongs.push_back(shape.is_total_of(table) ? 1 : 0);
  std::vector<const ReleasedRow*> rows;
  for (std::size_t r = 0; r < shape_of_row_.size(); ++r)
    if (belongs[shape_of_row_[r]] != 0) rows.push_back(&input_.release.rows[r]);
  return rows;
}

}  // namespace trygg::reports
