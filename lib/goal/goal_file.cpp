#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "goal/goal_row.hpp"
#include "goal/goal_words.hpp"

namespace trygg {
namespace {

struct Column {
  std::string_view name;
  std::string (*text)(const GoalRow&);
};

template <auto member>
std::string text(const GoalRow& row) {
  return row.*member;
}

template <auto member>
std::string number(const GoalRow& row) {
  return shortest(row.*member);
}

template <auto member>
std::string whole(const GoalRow& row) {
  return fmt::format("{}", row.*member);
}

template <auto member>
std::string word(const GoalRow& row) {
  return std::string(to_text(row.*member));
}

template <auto member>
std::string ratio(const GoalRow& row) {
  return shortest(row.ratio.*member);
}

template <auto member>
std::string planned(const GoalRow& row) {
  return shortest(row.planning.*member);
}

template <auto member, std::size_t i>
std::string power(const GoalRow& row) {
  return shortest((row.planning.*member)[i]);
}

std::string method(const GoalRow& row) {
  return row.ratio.set == RatioSet::none ? "" : std::string(to_text(row.ratio.method));
}

std::string set(const GoalRow& row) {
  return std::string(to_text(row.ratio.set));
}

constexpr std::array columns{
    Column{"wave", text<&GoalRow::wave>},
    Column{"baseline", text<&GoalRow::baseline>},
    Column{"occasion", word<&GoalRow::occasion>},
    Column{"era", text<&GoalRow::era>},
    Column{"indicator", text<&GoalRow::indicator>},
    Column{"area_level", text<&GoalRow::area_level>},
    Column{"area", text<&GoalRow::area>},
    Column{"sex", text<&GoalRow::sex>},
    Column{"state", word<&GoalRow::state>},
    Column{"course", word<&GoalRow::course>},
    Column{"development", text<&GoalRow::development>},
    Column{"n_baseline", whole<&GoalRow::n_baseline>},
    Column{"n", whole<&GoalRow::n>},
    Column{"baseline_estimate", number<&GoalRow::baseline_estimate>},
    Column{"baseline_se", number<&GoalRow::baseline_se>},
    Column{"baseline_df", number<&GoalRow::baseline_df>},
    Column{"estimate", number<&GoalRow::estimate>},
    Column{"se", number<&GoalRow::se>},
    Column{"estimate_df", number<&GoalRow::estimate_df>},
    Column{"correlation", number<&GoalRow::correlation>},
    Column{"ratio", ratio<&RatioInterval::ratio>},
    Column{"lower", ratio<&RatioInterval::lower>},
    Column{"upper", ratio<&RatioInterval::upper>},
    Column{"df", ratio<&RatioInterval::df>},
    Column{"method", method},
    Column{"set", set},
    Column{"path", number<&GoalRow::path>},
    Column{"target", number<&GoalRow::target>},
    Column{"distance", number<&GoalRow::distance>},
    Column{"distance_lower", number<&GoalRow::distance_lower>},
    Column{"distance_upper", number<&GoalRow::distance_upper>},
    Column{"remaining", number<&GoalRow::remaining>},
    Column{"remaining_lower", number<&GoalRow::remaining_lower>},
    Column{"remaining_upper", number<&GoalRow::remaining_upper>},
    Column{"projection", number<&GoalRow::projection>},
    Column{"projection_lower", number<&GoalRow::projection_lower>},
    Column{"projection_upper", number<&GoalRow::projection_upper>},
    Column{"p_reached", number<&GoalRow::p_reached>},
    Column{"p_not_reached", number<&GoalRow::p_not_reached>},
    Column{"p_reached_adjusted", number<&GoalRow::p_reached_adjusted>},
    Column{"p_not_reached_adjusted", number<&GoalRow::p_not_reached_adjusted>},
    Column{"state_adjusted", word<&GoalRow::state_adjusted>},
    Column{"family", whole<&GoalRow::family>},
    Column{"expected_false", number<&GoalRow::expected_false>},
    Column{"probability_flat_log_ratio", number<&GoalRow::probability>},
    Column{"reached_at", planned<&Planning::reached_at>},
    Column{"not_reached_at", planned<&Planning::not_reached_at>},
    Column{"power_reached_100", power<&Planning::power_reached, 0>},
    Column{"power_reached_75", power<&Planning::power_reached, 1>},
    Column{"power_reached_50", power<&Planning::power_reached, 2>},
    Column{"power_reached_25", power<&Planning::power_reached, 3>},
    Column{"power_not_reached_100", power<&Planning::power_not_reached, 0>},
    Column{"power_not_reached_75", power<&Planning::power_not_reached, 1>},
    Column{"power_not_reached_50", power<&Planning::power_not_reached, 2>},
    Column{"power_not_reached_25", power<&Planning::power_not_reached, 3>},
    Column{"n_needed", planned<&Planning::n_needed>},
    Column{"n_needed_both", planned<&Planning::n_needed_both>},
    Column{"note", text<&GoalRow::note>}};

}  // namespace

std::string_view to_text(Verdict verdict) {
  return text_of(verdict, verdict_words);
}

std::string_view to_text(Course course) {
  return text_of(course, course_words);
}

std::string_view to_text(Occasion occasion) {
  return text_of(occasion, occasion_words);
}

std::string to_csv(const std::vector<GoalRow>& rows) {
  std::vector<std::string> fields;
  for (const auto& column : columns) fields.emplace_back(column.name);
  std::string csv = csv_line(fields);
  for (const auto& row : rows) {
    fields.clear();
    for (const auto& column : columns) fields.push_back(column.text(row));
    csv += csv_line(fields);
  }
  return csv;
}

}  // namespace trygg
