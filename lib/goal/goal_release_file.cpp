#include <fmt/format.h>

#include <array>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/read_rows.hpp"
#include "base/text.hpp"
#include "goal/goal_release.hpp"
#include "goal/goal_words.hpp"

namespace trygg {
namespace {

using Row = ReleasedGoalRow;

const std::vector<std::string> header{"wave",
                                      "baseline",
                                      "occasion",
                                      "era",
                                      "indicator",
                                      "area_level",
                                      "area",
                                      "sex",
                                      "decision",
                                      "reason",
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
                                      "remaining",
                                      "remaining_lower",
                                      "remaining_upper",
                                      "projection",
                                      "projection_lower",
                                      "projection_upper",
                                      "reached_at",
                                      "not_reached_at",
                                      "n_needed"};

constexpr std::array<std::string Row::*, 5> place{&Row::era, &Row::indicator, &Row::area_level,
                                                  &Row::area, &Row::sex};
constexpr std::array<Published Row::*, 5> before_set{
    &Row::baseline_estimate, &Row::estimate, &Row::ratio, &Row::ratio_lower, &Row::ratio_upper};
constexpr std::array<Published Row::*, 14> after_set{
    &Row::path,           &Row::target,           &Row::distance,         &Row::distance_lower,
    &Row::distance_upper, &Row::remaining,        &Row::remaining_lower,  &Row::remaining_upper,
    &Row::projection,     &Row::projection_lower, &Row::projection_upper, &Row::reached_at,
    &Row::not_reached_at, &Row::n_needed};

/// Hands out the fields of a line one by one.
class Fields {
 public:
  explicit Fields(const std::vector<std::string>& fields) : fields_(fields) {}
  const std::string& next() { return fields_[at_++]; }
  template <class E, std::size_t N>
  E next_word(std::string_view column, const Words<E, N>& words) {
    return word<E>(next(), column, words);
  }

 private:
  const std::vector<std::string>& fields_;
  std::size_t at_ = 0;
};

std::size_t to_family(const std::string& text) {
  const auto number = to_number(text);
  require(number && *number >= 0 && *number < 1e9, "column 'family': '{}' is no number of tests",
          text);
  return static_cast<std::size_t>(*number);
}

Published number_of(Fields& fields, const Row& row) {
  auto number = Published::parsed(fields.next());
  require(row.decision != Decision::suppress || !number.is_shown(),
          "a number in a row that is suppressed");
  return number;
}

Row row_of(const std::vector<std::string>& line) {
  Row row;
  Fields fields(line);
  row.wave = fields.next();
  row.baseline = fields.next();
  row.occasion = fields.next_word("occasion", occasion_words);
  for (const auto member : place) row.*member = fields.next();
  row.decision = fields.next_word("decision", decisions);
  row.reason = fields.next();
  row.state = fields.next_word("state", verdict_words);
  row.state_adjusted = fields.next_word("state_adjusted", verdict_words);
  row.family = to_family(fields.next());
  row.course = fields.next_word("course", course_words);
  row.development = fields.next();
  for (const auto member : before_set) row.*member = number_of(fields, row);
  row.set = fields.next_word("set", set_words);
  for (const auto member : after_set) row.*member = number_of(fields, row);
  return row;
}

std::vector<std::string> line_of(const Row& row) {
  std::vector<std::string> fields{row.wave, row.baseline, std::string(to_text(row.occasion))};
  for (const auto member : place) fields.push_back(row.*member);
  for (const auto text : {to_text(row.decision), std::string_view(row.reason), to_text(row.state),
                          to_text(row.state_adjusted)})
    fields.emplace_back(text);
  fields.push_back(fmt::format("{}", row.family));
  fields.emplace_back(to_text(row.course));
  fields.push_back(row.development);
  for (const auto member : before_set) fields.push_back((row.*member).text());
  fields.emplace_back(to_text(row.set));
  for (const auto member : after_set) fields.push_back((row.*member).text());
  return fields;
}

}  // namespace

std::string to_csv(const std::vector<ReleasedGoalRow>& rows) {
  std::string text = csv_line(header);
  for (const auto& row : rows) text += csv_line(line_of(row));
  return text;
}

std::vector<ReleasedGoalRow> read_released_goal(const std::filesystem::path& path) {
  return read_rows(path, header, "that of a released goal", row_of);
}

}  // namespace trygg
