#include "reports/data/dataset.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/dataset_dimensions.hpp"
#include "reports/data/dataset_shape.hpp"
#include "reports/data/names.hpp"

namespace trygg::reports {
namespace {

std::string id_of(const RowShape& shape, const DataInput& input) {
  std::string id;
  if (shape.compares(input.project.wave_variable)) id += "forandring_";
  for (const auto& variable : shape.contrasts)
    if (variable != input.project.wave_variable) id += "skillnad_" + variable + "_";
  id += shape.statistic == "share"  ? "andel"
        : shape.statistic == "mean" ? "medel"
                                    : shape.statistic;
  if (!shape.area_level.empty()) id += "_" + shape.area_level;
  if (!shape.era.empty()) id += "_" + shape.era;
  for (const auto& variable : shape.groups) id += "_" + variable;
  return id;
}

Bilingual subject_of(const RowShape& shape, const DataInput& input) {
  const auto& texts = input.texts;
  auto what = shape.statistic == "share" || shape.statistic == "mean"
                  ? texts.text(shape.statistic)
                  : texts.text("other_statistic", {{"statistic", in_both(shape.statistic)}});
  bool is_difference = false;
  for (const auto& variable : shape.contrasts) {
    if (variable == input.project.wave_variable) continue;
    is_difference = true;
    const bool of_sexes = variable == input.project.sex_variable;
    what = of_sexes ? texts.text("difference_sex", {{"what", what}})
                    : texts.text("difference",
                                 {{"what", what}, {"variable", group_name(input, variable)}});
  }
  if (shape.compares(input.project.wave_variable))
    what = texts.text(is_difference ? "change_of_difference" : "change", {{"what", what}});
  return what;
}

Bilingual title_without_era(const Dataset& dataset, const DataInput& input) {
  std::vector<Bilingual> names;
  for (const auto& dimension : dataset.dimensions) names.push_back(dimension.name);
  const BilingualSlots slots{{"subject", dataset.subject},
                             {"dimensions", input.texts.listed(names)}};
  const auto& last = dataset.dimensions.back();
  if (last.role != Role::time || last.values.size() < 2) return input.texts.text("title", slots);
  auto with_years = slots;
  with_years.emplace_back("first", last.values.front().label);
  with_years.emplace_back("last", last.values.back().label);
  return input.texts.text("title_years", with_years);
}

/// Datasets of two divisions into areas have titles that differ.
Bilingual title_of(const Dataset& dataset, const RowShape& shape, const DataInput& input) {
  const auto title = title_without_era(dataset, input);
  if (shape.era.empty()) return title;
  return input.texts.text("title_era", {{"title", title}, {"era", in_both(shape.era)}});
}

/// The most decimals that a published number of a dataset has.
int decimals_of(const Dataset& dataset, Published ReleasedRow::*number) {
  std::size_t most = 0;
  for (const auto* row : dataset.cells) {
    if (row == nullptr || !(row->*number).is_shown()) continue;
    const auto& text = (row->*number).text();
    if (const auto point = text.find('.'); point != std::string::npos)
      most = std::max(most, text.size() - point - 1);
  }
  return static_cast<int>(most);
}

void add_contents(Dataset& dataset, const RowShape& shape, const DataInput& input) {
  const auto& texts = input.texts;
  const bool is_level = shape.contrasts.empty();
  const bool is_share = shape.statistic == "share";
  auto unit =
      indicator_name(input, dataset.dimensions.front().values.front().code, &Indicator::unit);
  if (is_share) unit = texts.text(is_level ? "unit_percent" : "unit_points");
  std::string value = is_share                    ? "value_share"
                      : shape.statistic == "mean" ? "value_mean"
                                                  : "value_other";
  if (!is_level) value = "value_difference";
  if (shape.compares(input.project.wave_variable)) value = "value_change";
  const auto add = [&](const char* code, const std::string& name, const Bilingual& of,
                       Published ReleasedRow::*number) {
    dataset.contents.push_back({code, texts.text(name), of, decimals_of(dataset, number), number});
  };
  add("varde", value, unit, &ReleasedRow::estimate);
  add("undre", "lower", unit, &ReleasedRow::lower);
  add("ovre", "upper", unit, &ReleasedRow::upper);
  if (!is_level) add("felmarginal", "margin", unit, &ReleasedRow::margin);
  add("n", "n", texts.text("unit_answers"), &ReleasedRow::n);
}

std::size_t position(const Dimension& dimension, const std::string& code) {
  return static_cast<std::size_t>(std::ranges::find(dimension.values, code, &DimensionValue::code) -
                                  dimension.values.begin());
}

Dataset dataset_of(const DataInput& input, const ShapedRows& shaped, const RowShape& shape) {
  const auto rows = shaped.in_table(shape);
  const auto axes = axes_of(input, shape, rows);
  Dataset dataset{.id = id_of(shape, input), .subject = subject_of(shape, input)};
  std::size_t size = 1;
  for (const auto& axis : axes) {
    dataset.dimensions.push_back(axis.dimension);
    size *= axis.dimension.values.size();
  }
  dataset.cells.assign(size, nullptr);
  for (const auto* row : rows) {
    std::vector<std::size_t> at;
    for (const auto& axis : axes) at.push_back(position(axis.dimension, axis.code(*row)));
    auto& cell = dataset.cells[dataset.cell(at)];
    require<InputError>(cell == nullptr, "two released rows for one cell of {}: {} {} {} {}",
                        dataset.id, row->indicator, row->wave, row->area, row->contrast);
    cell = row;
  }
  dataset.title = title_of(dataset, shape, input);
  add_contents(dataset, shape, input);
  return dataset;
}

}  // namespace

std::vector<std::size_t> Dataset::indices(std::size_t cell) const {
  std::vector<std::size_t> at(dimensions.size());
  for (auto d = dimensions.size(); d-- > 0;) {
    at[d] = cell % dimensions[d].values.size();
    cell /= dimensions[d].values.size();
  }
  return at;
}

std::size_t Dataset::cell(std::span<const std::size_t> at) const {
  std::size_t cell = 0;
  for (std::size_t d = 0; d < dimensions.size(); ++d)
    cell = cell * dimensions[d].values.size() + at[d];
  return cell;
}

const std::string& text_of(const ReleasedRow* row, const Content& content) {
  static const std::string impossible = ".", uncertain = "..";
  if (row == nullptr) return impossible;
  const auto& text = (row->*content.number).text();
  // A number that a row does not have (the margin of a ratio) is empty in the release.
  if (!text.empty()) return text;
  return row->decision == Decision::suppress ? uncertain : impossible;
}

CellStatus status_of(const ReleasedRow* row) {
  if (row == nullptr) return CellStatus::not_asked;
  if (row->finding == Finding::broken) return CellStatus::broken;
  if (symbol_of(row->estimate) == Symbol::impossible) return CellStatus::not_asked;
  if (row->decision == Decision::suppress) return CellStatus::suppressed;
  return row->decision == Decision::flag ? CellStatus::uncertain : CellStatus::shown;
}

std::string_view status_word(CellStatus status) {
  switch (status) {
    case CellStatus::shown:
      return "visad";
    case CellStatus::uncertain:
      return "osaker";
    case CellStatus::suppressed:
      return "undertryckt";
    case CellStatus::not_asked:
      return "ej_stalld";
    case CellStatus::broken:
      return "brott";
  }
  return "";
}

std::vector<Dataset> datasets(const DataInput& input) {
  const ShapedRows shaped(input);
  std::vector<Dataset> made;
  for (const auto& shape : shaped.tables()) {
    made.push_back(dataset_of(input, shaped, shape));
    made.back().number = fmt::format("T{:02}", made.size());
  }
  return made;
}

}  // namespace trygg::reports
