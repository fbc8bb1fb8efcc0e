#include <array>
#include <vector>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "goal/goal.hpp"
#include "release/words.hpp"

namespace trygg {
namespace {

constexpr Words<Verdict, 4> verdicts{{{Verdict::reached, "reached"},
                                      {Verdict::not_reached, "not_reached"},
                                      {Verdict::cannot_tell, "cannot_tell"},
                                      {Verdict::not_available, "not_available"}}};

const std::vector<std::string> columns{
    "wave",     "baseline", "era",        "indicator",   "area_level",
    "area",     "sex",      "n_baseline", "n",           "baseline_estimate",
    "estimate", "ratio",    "lower",      "upper",       "df",
    "path",     "target",   "verdict",    "development", "course",
    "note"};

constexpr std::array<double GoalRow::*, 8> numbers{&GoalRow::baseline_estimate,
                                                   &GoalRow::estimate,
                                                   &GoalRow::ratio,
                                                   &GoalRow::lower,
                                                   &GoalRow::upper,
                                                   &GoalRow::df,
                                                   &GoalRow::path,
                                                   &GoalRow::target};

const std::vector<std::string> released_columns{
    "wave",     "baseline", "era",         "indicator",   "area_level",
    "area",     "sex",      "decision",    "reason",      "baseline_estimate",
    "estimate", "ratio",    "ratio_lower", "ratio_upper", "path",
    "target",   "verdict",  "development", "course"};

constexpr std::array<std::string ReleasedGoalRow::*, 7> released_texts{
    &ReleasedGoalRow::wave,      &ReleasedGoalRow::baseline,   &ReleasedGoalRow::era,
    &ReleasedGoalRow::indicator, &ReleasedGoalRow::area_level, &ReleasedGoalRow::area,
    &ReleasedGoalRow::sex};

constexpr std::array<Published ReleasedGoalRow::*, 7> released_numbers{
    &ReleasedGoalRow::baseline_estimate,
    &ReleasedGoalRow::estimate,
    &ReleasedGoalRow::ratio,
    &ReleasedGoalRow::ratio_lower,
    &ReleasedGoalRow::ratio_upper,
    &ReleasedGoalRow::path,
    &ReleasedGoalRow::target};

ReleasedGoalRow row_of(const std::vector<std::string>& fields) {
  ReleasedGoalRow row;
  std::size_t at = 0;
  for (const auto text : released_texts) row.*text = fields[at++];
  row.decision = word<Decision>(fields[at++], "decision", decisions);
  row.reason = fields[at++];
  for (const auto number : released_numbers) {
    row.*number = Published::parsed(fields[at++]);
    require(row.decision != Decision::suppress || !(row.*number).is_shown(),
            "a number in a row that is suppressed");
  }
  row.verdict = word<Verdict>(fields[at++], "verdict", verdicts);
  row.development = fields[at++];
  row.course = fields[at++];
  return row;
}

}  // namespace

std::string_view to_text(Verdict verdict) {
  return text_of(verdict, verdicts);
}

std::string to_csv(const std::vector<GoalRow>& rows) {
  std::string text = csv_line(columns);
  for (const auto& row : rows) {
    std::vector<std::string> fields{row.wave,       row.baseline, row.era, row.indicator,
                                    row.area_level, row.area,     row.sex};
    fields.push_back(fmt::format("{}", row.n_baseline));
    fields.push_back(fmt::format("{}", row.n));
    for (const auto number : numbers) fields.push_back(shortest(row.*number));
    fields.emplace_back(to_text(row.verdict));
    fields.insert(fields.end(), {row.development, row.course, row.note});
    text += csv_line(fields);
  }
  return text;
}

std::string to_csv(const std::vector<ReleasedGoalRow>& rows) {
  std::string text = csv_line(released_columns);
  for (const auto& row : rows) {
    std::vector<std::string> fields;
    for (const auto field : released_texts) fields.push_back(row.*field);
    fields.emplace_back(to_text(row.decision));
    fields.push_back(row.reason);
    for (const auto number : released_numbers) fields.push_back((row.*number).text());
    fields.emplace_back(to_text(row.verdict));
    fields.insert(fields.end(), {row.development, row.course});
    text += csv_line(fields);
  }
  return text;
}

std::vector<ReleasedGoalRow> read_released_goal(const std::filesystem::path& path) {
  const auto csv = parse_csv(read_file(path), path.string());
  require<InputError>(csv.header == released_columns,
                      "{}:1: the header is not that of a released goal, {}", csv.source,
                      joined(released_columns, ","));
  std::vector<ReleasedGoalRow> rows;
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    try {
      rows.push_back(row_of(csv.rows[r]));
    } catch (const ArgumentError& e) {
      throw InputError(csv.source, csv.lines[r], e.what());
    }
  }
  return rows;
}

}  // namespace trygg
