#include "reports/data/tidy.hpp"

#include <fmt/format.h>

#include "area/areas.hpp"
#include "base/csv.hpp"
#include "goal/goal_release.hpp"
#include "release/release.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {
namespace {

using Fields = std::vector<std::string>;

void append(Fields& fields, const Fields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
}

std::string area_name(const AreaSystem& areas, const std::string& era, const std::string& level,
                      const std::string& code) {
  return code.empty() ? "" : areas.find(era, level, code).name;
}

std::string sex_letter(const ProjectTexts& project, const std::string& code) {
  if (code.empty()) return "T";
  return code == project.women_code ? "K" : code == project.men_code ? "M" : code;
}

/// The columns that both tables begin with.
const Fields where{"indicator", "wave", "era", "area_level", "area", "area_name", "sex"};

template <class Row>
Fields place(const Row& row, const AreaSystem& areas, const ProjectTexts& project) {
  return {row.indicator,
          row.wave,
          row.era,
          row.area_level,
          row.area,
          area_name(areas, row.era, row.area_level, row.area),
          sex_letter(project, row.sex)};
}

Fields origin(const ProjectTexts& project) {
  return {project.synthetic == Synthetic::yes ? "yes" : "no", project.manifest};
}

}  // namespace

std::string tidy_csv(const Release& release, const AreaSystem& areas, const ProjectTexts& project) {
  auto header = where;
  append(header, release.group_names);
  append(header, {"contrast", "estimate", "lower", "upper", "margin", "n", "decision", "reason",
                  "finding", "synthetic", "manifest"});
  std::string text = csv_line(header);
  for (const auto& row : release.rows) {
    auto fields = place(row, areas, project);
    append(fields, row.groups);
    append(fields, {row.contrast, row.estimate.text(), row.lower.text(), row.upper.text(),
                    row.margin.text(), row.n.text(), std::string(to_text(row.decision)), row.reason,
                    std::string(to_text(row.finding))});
    append(fields, origin(project));
    text += csv_line(fields);
  }
  return text;
}

std::string tidy_csv(const std::vector<ReleasedGoalRow>& rows, const AreaSystem& areas,
                     const ProjectTexts& project) {
  auto header = where;
  append(header, {"baseline",
                  "occasion",
                  "state",
                  "state_adjusted",
                  "family",
                  "course",
                  "development",
                  "baseline_estimate",
                  "estimate",
                  "ratio",
                  "ratio_lower",
                  "ratio_upper",
                  "set",
                  "path",
                  "target",
                  "distance",
                  "distance_lower",
                  "distance_upper",
                  "projection",
                  "projection_lower",
                  "projection_upper",
                  "reached_at",
                  "not_reached_at",
                  "n_needed",
                  "decision",
                  "reason",
                  "synthetic",
                  "manifest"});
  std::string text = csv_line(header);
  for (const auto& row : rows) {
    auto fields = place(row, areas, project);
    append(fields,
           {row.baseline, std::string(to_text(row.occasion)), std::string(to_text(row.state)),
            std::string(to_text(row.state_adjusted)), fmt::format("{}", row.family),
            std::string(to_text(row.course)), row.development});
    for (const auto* number :
         {&row.baseline_estimate, &row.estimate, &row.ratio, &row.ratio_lower, &row.ratio_upper})
      fields.push_back(number->text());
    fields.emplace_back(to_text(row.set));
    for (const auto* number :
         {&row.path, &row.target, &row.distance, &row.distance_lower, &row.distance_upper,
          &row.projection, &row.projection_lower, &row.projection_upper, &row.reached_at,
          &row.not_reached_at, &row.n_needed})
      fields.push_back(number->text());
    append(fields, {std::string(to_text(row.decision)), row.reason});
    append(fields, origin(project));
    text += csv_line(fields);
  }
  return text;
}

}  // namespace trygg::reports
