#include "reports/data/external_csv.hpp"

#include <algorithm>
#include <vector>

#include "base/csv.hpp"
#include "indicator/indicator.hpp"
#include "release/external_figure.hpp"
#include "release/release.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {
namespace {

using Fields = std::vector<std::string>;

bool is_whole_level(const ReleasedRow& row) {
  return row.area_level.empty() && row.contrast.empty() &&
         std::ranges::all_of(row.groups, [](const std::string& g) { return g.empty(); });
}

std::string letter(const ProjectTexts& project, const std::string& sex) {
  if (sex.empty()) return "T";
  return sex == project.women_code ? "K" : "M";
}

/// Who was asked in a round.
std::string ages_of(const ProjectTexts& project, const std::string& wave) {
  const auto found = std::ranges::find(project.rounds, wave, &RoundTexts::wave);
  return found == project.rounds.end() || found->ages.empty() ? project.ages : found->ages;
}

Fields own(const ReleasedRow& row, const Indicator& indicator, const ProjectTexts& project) {
  return {indicator.id,
          indicator.name,
          "own",
          project.survey,
          row.wave,
          project.place,
          letter(project, row.sex),
          row.estimate.text(),
          row.lower.text(),
          row.upper.text(),
          std::string(to_text(row.decision)),
          ages_of(project, row.wave),
          indicator.definition,
          "",
          "",
          project.synthetic == Synthetic::yes ? "yes" : "no",
          project.manifest};
}

Fields elsewhere(const ExternalFigure& f, const Indicator& indicator, const ProjectTexts& project) {
  return {indicator.id, indicator.name,  "elsewhere",    f.source,       f.year,
          f.area,       f.sex,           f.value.text(), f.lower.text(), f.upper.text(),
          "",           f.population,    f.wording,      f.caveat,       f.url,
          "no",         project.manifest};
}

}  // namespace

std::string external_csv(std::span<const ExternalFigure> figures, const Release& release,
                         std::span<const Indicator> indicators, const ProjectTexts& project) {
  std::string text = csv_line(Fields{
      "indicator", "indicator_name", "origin", "source", "year", "area", "sex", "value", "lower",
      "upper", "decision", "population", "wording", "caveat", "url", "synthetic", "manifest"});
  for (const auto& indicator : indicators) {
    if (std::ranges::find(figures, indicator.id, &ExternalFigure::indicator) == figures.end())
      continue;
    for (const auto& row : release.rows)
      if (row.indicator == indicator.id && is_whole_level(row))
        text += csv_line(own(row, indicator, project));
    for (const auto& figure : figures)
      if (figure.indicator == indicator.id) text += csv_line(elsewhere(figure, indicator, project));
  }
  return text;
}

}  // namespace trygg::reports
