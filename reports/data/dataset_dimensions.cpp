#include "reports/data/dataset_dimensions.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/dataset_shape.hpp"
#include "reports/data/names.hpp"

namespace trygg::reports {
namespace {

using Rows = std::span<const ReleasedRow* const>;
using Code = std::function<std::string(const ReleasedRow&)>;

/// The codes that rows have, in the order of `known`, then those that are not known as they come.
std::vector<std::string> codes_in_use(Rows rows, const Code& code,
                                      const std::vector<std::string>& known) {
  std::set<std::string> used;
  std::vector<std::string> order = known;
  for (const auto* row : rows)
    if (const auto c = code(*row); used.insert(c).second) order.push_back(c);
  std::vector<std::string> codes;
  for (const auto& c : order)
    if (used.erase(c) > 0) codes.push_back(c);
  return codes;
}

Bilingual label_in(const std::vector<DimensionValue>& known, const std::string& code) {
  const auto found = std::ranges::find(known, code, &DimensionValue::code);
  return found == known.end() ? in_both(code) : found->label;
}

/// Two values with one label could not be told apart where a format goes by labels.
void make_labels_differ(std::vector<DimensionValue>& values) {
  for (auto language : {&Bilingual::sv, &Bilingual::en}) {
    std::multiset<std::string> labels;
    for (const auto& value : values) labels.insert(value.label.*language);
    for (auto& value : values)
      if (labels.count(value.label.*language) > 1) value.label.*language += " (" + value.code + ")";
  }
}

DataAxis axis(std::string id, Bilingual name, Role role, const std::vector<DimensionValue>& known,
              Rows rows, Code code) {
  std::vector<std::string> order;
  for (const auto& value : known) order.push_back(value.code);
  Dimension dimension{.id = std::move(id), .name = std::move(name), .role = role};
  for (const auto& c : codes_in_use(rows, code, order))
    dimension.values.push_back({c, label_in(known, c)});
  make_labels_differ(dimension.values);
  const bool has_total =
      dimension.values.size() > 1 &&
      std::ranges::find(dimension.values, known.empty() ? "" : known.front().code,
                        &DimensionValue::code) != dimension.values.end();
  if (has_total && (known.front().code == all_code || known.front().code == "T"))
    dimension.total = known.front().code;
  return {std::move(dimension), std::move(code)};
}

DataAxis indicators(const DataInput& input, Rows rows) {
  std::vector<DimensionValue> known;
  for (const auto& indicator : input.indicators)
    known.push_back({indicator.id, indicator_name(input, indicator.id, &Indicator::name)});
  return axis("indikator", input.texts.text("indicator"), Role::plain, known, rows,
              [](const ReleasedRow& row) { return row.indicator; });
}

DataAxis areas(const DataInput& input, const RowShape& shape, Rows rows) {
  std::vector<DimensionValue> known{{all_code, project_name(input, &ProjectTexts::place)}};
  for (const auto* area : input.areas.of(shape.era, shape.area_level))
    known.push_back({area->code, in_both(area->name)});
  const bool is_main = shape.area_level == input.project.area_level;
  const Bilingual name =
      is_main ? input.english ? project_name(input, &ProjectTexts::area_one)
                              : Bilingual{input.project.area_one, input.texts.text("area").en}
              : in_both(shape.area_level);
  return axis("omrade", name, Role::geo, known, rows,
              [](const ReleasedRow& row) { return row.area.empty() ? all_code : row.area; });
}

DataAxis sexes(const DataInput& input, Rows rows) {
  const std::vector<DimensionValue> known{{"T", input.texts.text("total_sex")},
                                          {"K", input.texts.text("women")},
                                          {"M", input.texts.text("men")}};
  return axis("kon", input.texts.text("sex"), Role::plain, known, rows,
              [&input](const ReleasedRow& row) { return sex_letter(input, row.sex); });
}

const GroupTexts* texts_of_group(const DataInput& input, const std::string& variable) {
  const auto found = std::ranges::find(input.project.groups, variable, &GroupTexts::variable);
  return found == input.project.groups.end() ? nullptr : &*found;
}

DataAxis group(const DataInput& input, const std::string& variable, Rows rows) {
  const auto& names = input.release.group_names;
  const auto g = static_cast<std::size_t>(std::ranges::find(names, variable) - names.begin());
  std::vector<DimensionValue> known{{all_code, input.texts.text("total_group")}};
  const auto name = group_name(input, variable);
  if (const auto* texts = texts_of_group(input, variable)) {
    for (const auto& category : texts->categories)
      known.push_back({category.code, category_name(input, *texts, category)});
  }
  return axis(variable, name, Role::plain, known, rows, [g](const ReleasedRow& row) {
    return row.groups[g].empty() ? all_code : row.groups[g];
  });
}

std::string compared(const ReleasedRow& row, const std::string& variable) {
  for (const auto& part : contrast_parts(row.contrast))
    if (part.variable == variable) return part.values;
  return "";
}

/// The values of other comparisons than that of the rounds.
DataAxis comparison(const DataInput& input, const std::string& variable, Rows rows) {
  auto name = input.texts.text("comparison");
  if (texts_of_group(input, variable) != nullptr) name = group_name(input, variable);
  return axis("jamforelse_" + variable, name, Role::plain, {}, rows,
              [variable](const ReleasedRow& row) { return compared(row, variable); });
}

DataAxis rounds_compared(const DataInput& input, Rows rows) {
  const auto& variable = input.project.wave_variable;
  auto made = axis("jamforda_ar", input.texts.text("rounds"), Role::plain, {}, rows,
                   [variable](const ReleasedRow& row) { return compared(row, variable); });
  for (auto& value : made.dimension.values) {
    const auto rounds = split(value.code, '-');
    if (rounds.size() == 2)
      value.label = input.texts.text("rounds_value",
                                     {{"before", in_both(rounds[1])}, {"now", in_both(rounds[0])}});
  }
  make_labels_differ(made.dimension.values);
  return made;
}

DataAxis rounds(const DataInput& input, Rows rows) {
  std::vector<DimensionValue> known;
  for (const auto& round : input.project.rounds) known.push_back({round.wave, in_both(round.wave)});
  known.push_back({all_code, input.texts.text("all_rounds")});
  return axis("ar", input.texts.text("time"), Role::time, known, rows,
              [](const ReleasedRow& row) { return row.wave.empty() ? all_code : row.wave; });
}

}  // namespace

std::string sex_letter(const DataInput& input, const std::string& code) {
  if (code.empty()) return "T";
  if (code == input.project.women_code) return "K";
  return code == input.project.men_code ? "M" : code;
}

std::vector<DataAxis> axes_of(const DataInput& input, const RowShape& shape, Rows rows) {
  std::vector<DataAxis> axes{indicators(input, rows)};
  if (!shape.area_level.empty()) axes.push_back(areas(input, shape, rows));
  const bool by_sex =
      std::ranges::any_of(rows, [](const ReleasedRow* row) { return !row->sex.empty(); });
  if (by_sex) axes.push_back(sexes(input, rows));
  for (const auto& variable : shape.groups) axes.push_back(group(input, variable, rows));
  for (const auto& variable : shape.contrasts) {
    if (variable == input.project.wave_variable) continue;
    auto made = comparison(input, variable, rows);
    if (made.dimension.values.size() > 1) axes.push_back(std::move(made));
  }
  const bool is_change = shape.compares(input.project.wave_variable);
  axes.push_back(is_change ? rounds_compared(input, rows) : rounds(input, rows));
  return axes;
}

}  // namespace trygg::reports
