#include "goal/worst_areas.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "goal/area_choice.hpp"

namespace trygg {
namespace {

using Choice = Wording::Choice;

WorstAreaRow row_for(const GoalRow& row, const Wording& wording, const AreaChoice& choice) {
  WorstAreaRow worst;
  worst.wave = row.wave;
  worst.baseline = row.baseline;
  worst.occasion = row.occasion;
  worst.era = row.era;
  worst.indicator = row.indicator;
  worst.area_level = row.area_level;
  worst.sex = row.sex;
  worst.wording = wording.name;
  worst.chosen_by = choice.chosen_by;
  return worst;
}

void set_falls(WorstAreaRow& row) {
  row.fall = row.baseline_estimate - row.estimate;
  row.fall_shrunken = row.baseline_shrunken - row.estimate;
  row.artefact = row.baseline_estimate - row.baseline_shrunken;
}

WorstAreaRow together(const std::vector<WorstAreaRow>& areas) {
  auto row = areas.front();
  row.rank = 0;
  row.area.clear();
  const auto mean = [&](double WorstAreaRow::*member) {
    double sum = 0;
    for (const auto& area : areas) sum += area.*member;
    return sum / static_cast<double>(areas.size());
  };
  for (const auto member : {&WorstAreaRow::figure, &WorstAreaRow::baseline_estimate,
                            &WorstAreaRow::baseline_shrunken, &WorstAreaRow::estimate})
    row.*member = mean(member);
  for (const auto& area : areas)
    row.smallest_base = std::min(row.smallest_base, area.smallest_base);
  set_falls(row);
  return row;
}

std::vector<WorstAreaRow> rows_of(const AreaFamily& family, const Wording& wording,
                                  const AreaChoice& choice) {
  std::vector<WorstAreaRow> rows;
  for (std::size_t i = 0; i < choice.picked.size(); ++i) {
    const auto& area = *family.rows[choice.picked[i]];
    auto row = row_for(area, wording, choice);
    row.rank = i + 1;
    row.area = area.area;
    row.figure = choice.figures[i];
    row.baseline_estimate = area.baseline_estimate;
    row.baseline_shrunken = family.baseline.shares[choice.picked[i]].value;
    row.estimate = area.estimate;
    row.note = family.baseline.reason;
    row.smallest_base = std::min(area.n, area.n_baseline);
    set_falls(row);
    rows.push_back(row);
  }
  if (!rows.empty()) rows.push_back(together(rows));
  return rows;
}

WorstAreaRow row_without(const AreaFamily& family, const Wording& wording,
                         const AreaChoice& choice) {
  auto row = row_for(*family.rows.front(), wording, choice);
  row.note = choice.reason;
  return row;
}

}  // namespace

std::vector<WorstAreaRow> worst_areas(const Goal& goal, const std::vector<GoalRow>& rows,
                                      const Cube& cube) {
  std::vector<WorstAreaRow> worst;
  const AreaChooser chooser(goal, cube);
  for (const auto& wording : goal.wordings) {
    if (wording.kind != Wording::Kind::worst) continue;
    for (const auto& family : area_families(rows, wording.level)) {
      const auto chosen = chooser.choose(family, wording, wording.chosen_by);
      for (const auto kind : {Choice::other_round, Choice::shrink, Choice::baseline}) {
        const auto choice = chooser.choose(family, wording, kind);
        auto found = choice.picked.empty()
                         ? std::vector<WorstAreaRow>{row_without(family, wording, choice)}
                         : rows_of(family, wording, choice);
        for (auto& row : found) row.is_chosen = kind == chosen.kind;
        worst.insert(worst.end(), found.begin(), found.end());
      }
    }
  }
  return worst;
}

std::string to_csv(const std::vector<WorstAreaRow>& rows) {
  const std::vector<std::string> header{"wave",
                                        "baseline",
                                        "occasion",
                                        "era",
                                        "indicator",
                                        "area_level",
                                        "sex",
                                        "wording",
                                        "chosen_by",
                                        "is_chosen",
                                        "rank",
                                        "area",
                                        "figure",
                                        "baseline_estimate",
                                        "baseline_shrunken",
                                        "estimate",
                                        "fall",
                                        "fall_shrunken",
                                        "artefact",
                                        "note"};
  std::string csv = csv_line(header);
  for (const auto& row : rows) {
    std::vector<std::string> fields{row.wave,
                                    row.baseline,
                                    std::string(to_text(row.occasion)),
                                    row.era,
                                    row.indicator,
                                    row.area_level,
                                    row.sex,
                                    row.wording,
                                    row.chosen_by,
                                    row.is_chosen ? "yes" : "no"};
    fields.push_back(row.rank > 0 ? fmt::format("{}", row.rank) : "");
    fields.push_back(row.area);
    for (const double number : {row.figure, row.baseline_estimate, row.baseline_shrunken,
                                row.estimate, row.fall, row.fall_shrunken, row.artefact})
      fields.push_back(shortest(number));
    fields.push_back(row.note);
    csv += csv_line(fields);
  }
  return csv;
}

}  // namespace trygg
