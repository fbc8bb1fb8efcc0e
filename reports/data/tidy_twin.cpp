#include "reports/data/tidy_twin.hpp"

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/dataset_dimensions.hpp"

namespace trygg::reports {
namespace {

using Fields = std::vector<std::string>;

std::string area_name(const DataInput& input, const ReleasedRow& row) {
  if (row.area.empty()) return input.project.place;
  for (const auto* area : input.areas.of(row.era, row.area_level))
    if (area->code == row.area) return area->name;
  return row.area;
}

/// "aldersgrupp=16-29"; empty for all.
std::string groups_of(const DataInput& input, const ReleasedRow& row) {
  Fields groups;
  for (std::size_t g = 0; g < row.groups.size(); ++g)
    if (!row.groups[g].empty())
      groups.push_back(input.release.group_names[g] + "=" + row.groups[g]);
  return joined(groups, " ");
}

std::string finding_word(const ReleasedRow& row) {
  switch (row.finding) {
    case Finding::none:
      return "";
    case Finding::higher:
      return "hogre";
    case Finding::lower:
      return "lagre";
    case Finding::similar:
      return "likvardig";
    case Finding::not_shown:
      return "ej_sakerstalld";
    case Finding::undetermined:
      return "kan_ej_avgoras";
    case Finding::broken:
      return "kan_ej_jamforas";
    case Finding::suppressed:
      return "redovisas_ej";
  }
  return "";
}

Fields fields_of(const DataInput& input, const ReleasedRow& row) {
  Fields fields{row.indicator,
                row.wave,
                row.era,
                row.area_level,
                row.area,
                area_name(input, row),
                sex_letter(input, row.sex),
                groups_of(input, row)};
  const Fields limits{row.estimate.text(), row.lower.text(), row.upper.text()};
  const Fields nothing(3);
  const bool is_level = row.contrast.empty();
  const auto append = [&](const Fields& more) {
    fields.insert(fields.end(), more.begin(), more.end());
  };
  append(is_level ? limits : nothing);
  append({row.margin.text(), row.n.text(), std::string(status_word(status_of(&row))), row.reason,
          row.contrast});
  append(is_level ? nothing : limits);
  append({finding_word(row), input.project.synthetic == Synthetic::yes ? "ja" : "nej",
          input.project.manifest});
  return fields;
}

}  // namespace

const std::vector<TidyColumn>& tidy_columns() {
  static const std::vector<TidyColumn> all{{TidyKind::text, "column_indicator"},
                                           {TidyKind::text, "column_wave"},
                                           {TidyKind::text, "column_era"},
                                           {TidyKind::text, "column_level"},
                                           {TidyKind::text, "column_area_code"},
                                           {TidyKind::text, "column_area"},
                                           {TidyKind::text, "column_sex"},
                                           {TidyKind::text, "column_group"},
                                           {TidyKind::number, "column_value"},
                                           {TidyKind::number, "column_lower"},
                                           {TidyKind::number, "column_upper"},
                                           {TidyKind::number, "column_margin"},
                                           {TidyKind::count, "column_n"},
                                           {TidyKind::text, "column_status"},
                                           {TidyKind::text, "column_reason"},
                                           {TidyKind::text, "column_contrast"},
                                           {TidyKind::number, "column_difference"},
                                           {TidyKind::number, "column_difference_lower"},
                                           {TidyKind::number, "column_difference_upper"},
                                           {TidyKind::text, "column_finding"},
                                           {TidyKind::text, "column_synthetic"},
                                           {TidyKind::text, "column_manifest"}};
  return all;
}

std::vector<std::string> tidy_header(const DataInput& input) {
  auto names = split(input.texts.text("tidy_header").sv, ',');
  require<ConfigError>(names.size() == tidy_columns().size(),
                       "data.toml: tidy_header names {} columns, but there are {}", names.size(),
                       tidy_columns().size());
  return names;
}

std::vector<std::vector<std::string>> tidy_rows(const DataInput& input) {
  std::vector<std::vector<std::string>> rows;
  rows.reserve(input.release.rows.size());
  for (const auto& row : input.release.rows) rows.push_back(fields_of(input, row));
  return rows;
}

std::string tidy_twin_csv(const DataInput& input) {
  auto text = csv_line(tidy_header(input));
  for (const auto& row : tidy_rows(input)) text += csv_line(row);
  return text;
}

}  // namespace trygg::reports
