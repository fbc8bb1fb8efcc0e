#include "goal/wording_release.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

Published percent(double value, const ReleaseRules& rules) {
  if (!std::isfinite(value)) return Published::withheld(Symbol::uncertain);
  return Published::shown(value, rules.decimals, Scale::percent);
}

Decision decision_by(std::size_t base, const ReleaseRules& rules) {
  if (base < rules.minimum_base) return Decision::suppress;
  return base < rules.flag_base ? Decision::flag : Decision::show;
}

ReleasedWordingRow named(const WordingRow& row) {
  ReleasedWordingRow released;
  released.wording = row.wording;
  released.kind = row.kind;
  released.wave = row.wave;
  released.baseline = row.baseline;
  released.occasion = row.occasion;
  released.era = row.era;
  released.indicator = row.indicator;
  released.area_level = row.area_level;
  released.sex = row.sex;
  released.areas = row.areas;
  released.chosen_by = row.chosen_by;
  released.area_codes = row.area_codes;
  released.note = row.note;
  return released;
}

void set_numbers(ReleasedWordingRow& released, const WordingRow& row, const ReleaseRules& rules) {
  released.baseline_estimate = percent(row.baseline_estimate, rules);
  released.estimate = percent(row.estimate, rules);
  released.ratio = percent(row.ratio.ratio, rules);
  released.ratio_lower = percent(row.ratio.lower, rules);
  released.ratio_upper = percent(row.ratio.upper, rules);
  released.set = row.ratio.set;
}

void set_counts(ReleasedWordingRow& released, const WordingRow& row) {
  const auto shown = [](std::size_t n) { return Published::shown(static_cast<double>(n), 0); };
  released.reached = shown(row.reached);
  released.not_reached = shown(row.not_reached);
  released.cannot_tell = shown(row.cannot_tell);
  released.not_available = shown(row.not_available);
}

ReleasedWordingRow released_row(const WordingRow& row, const ReleaseRules& rules) {
  auto released = named(row);
  const auto decision = decision_by(row.smallest_base, rules);
  if (decision == Decision::suppress || row.state == Verdict::not_available) {
    released.reason = row.state == Verdict::not_available ? "not_estimable" : "few_answers";
    return released;
  }
  released.decision = decision;
  set_numbers(released, row, rules);
  const bool certain = decision == Decision::show &&
                       !(row.kind != Wording::Kind::every && row.ratio.df < rules.minimum_df);
  released.state = certain ? row.state : Verdict::cannot_tell;
  if (decision == Decision::flag) released.reason = "small_base";
  if (row.kind == Wording::Kind::every && certain) set_counts(released, row);
  return released;
}

struct Pair {
  double WorstAreaRow::*number;
  Published ReleasedWorstAreaRow::*published;
};
constexpr std::array<Pair, 7> worst_numbers{
    Pair{&WorstAreaRow::figure, &ReleasedWorstAreaRow::figure},
    Pair{&WorstAreaRow::baseline_estimate, &ReleasedWorstAreaRow::baseline_estimate},
    Pair{&WorstAreaRow::baseline_shrunken, &ReleasedWorstAreaRow::baseline_shrunken},
    Pair{&WorstAreaRow::estimate, &ReleasedWorstAreaRow::estimate},
    Pair{&WorstAreaRow::fall, &ReleasedWorstAreaRow::fall},
    Pair{&WorstAreaRow::fall_shrunken, &ReleasedWorstAreaRow::fall_shrunken},
    Pair{&WorstAreaRow::artefact, &ReleasedWorstAreaRow::artefact}};

ReleasedWorstAreaRow released_row(const WorstAreaRow& row, const ReleaseRules& rules) {
  ReleasedWorstAreaRow released{.row = row};
  for (const auto& [number, published] : worst_numbers)
    released.row.*number = WorstAreaRow::missing;
  released.decision = decision_by(row.smallest_base, rules);
  if (released.decision == Decision::suppress) return released;
  for (const auto& [number, published] : worst_numbers)
    released.*published = percent(row.*number, rules);
  return released;
}

}  // namespace

std::vector<ReleasedWordingRow> release(const std::vector<WordingRow>& rows,
                                        const ReleaseRules& rules) {
  std::vector<ReleasedWordingRow> released;
  for (const auto& row : rows) released.push_back(released_row(row, rules));
  return released;
}

std::vector<ReleasedWorstAreaRow> release(const std::vector<WorstAreaRow>& rows,
                                          const ReleaseRules& rules) {
  std::vector<ReleasedWorstAreaRow> released;
  for (const auto& row : rows) released.push_back(released_row(row, rules));
  return released;
}

std::string to_csv(const std::vector<ReleasedWorstAreaRow>& rows) {
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
                                        "decision",
                                        "figure",
                                        "baseline_estimate",
                                        "baseline_shrunken",
                                        "estimate",
                                        "fall",
                                        "fall_shrunken",
                                        "artefact",
                                        "note"};
  std::string csv = csv_line(header);
  for (const auto& [row, decision, figure, base, shrunken, estimate, fall, honest, artefact] :
       rows) {
    std::vector<std::string> fields{row.wave,
                                    row.baseline,
                                    std::string(to_text(row.occasion)),
                                    row.era,
                                    row.indicator,
                                    row.area_level,
                                    row.sex,
                                    row.wording,
                                    row.chosen_by,
                                    row.is_chosen ? "yes" : "no",
                                    row.rank > 0 ? fmt::format("{}", row.rank) : "",
                                    row.area,
                                    std::string(to_text(decision))};
    for (const auto* number : {&figure, &base, &shrunken, &estimate, &fall, &honest, &artefact})
      fields.push_back(number->text());
    fields.push_back(row.note);
    csv += csv_line(fields);
  }
  return csv;
}

}  // namespace trygg
