#include "tools/rank_output.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/text.hpp"
#include "reports/number_text.hpp"
#include "tools/rank_run.hpp"
#include "tools/told.hpp"

namespace trygg::tools {
namespace {

struct Words {
  reports::Language language;
  std::string_view verdict, indicator, level, interval, whole, places, own, note;
  std::string_view above, below, unsecured, unknown, to, of;
};

constexpr Words swedish{.language = reports::Language::sv,
                        .verdict = "utfall",
                        .indicator = "indikator",
                        .level = "skattning",
                        .interval = "{} % intervall",
                        .whole = "alla",
                        .places = "plats, alla ihop",
                        .own = "plats, ensam",
                        .note = "anmärkning",
                        .above = "över",
                        .below = "under",
                        .unsecured = "ingen säkerställd skillnad",
                        .unknown = "går inte att avgöra",
                        .to = "till",
                        .of = "av"};
constexpr Words english{.language = reports::Language::en,
                        .verdict = "verdict",
                        .indicator = "indicator",
                        .level = "estimate",
                        .interval = "{}% interval",
                        .whole = "all",
                        .places = "place, all together",
                        .own = "place, by itself",
                        .note = "note",
                        .above = "above",
                        .below = "below",
                        .unsecured = "no established difference",
                        .unknown = "cannot be told",
                        .to = "to",
                        .of = "of"};

std::string_view verdict(Side side, const Words& words) {
  switch (side) {
    case Side::above:
      return words.above;
    case Side::below:
      return words.below;
    case Side::not_shown:
      return words.unsecured;
    default:
      return words.unknown;
  }
}

std::string number(const AreaStanding& row, double value, const Words& words) {
  return row.area.statistic == "share" ? told_per_cent(value, words.language)
                                       : told_number(value, told_decimals(value), words.language);
}

std::string places(std::size_t highest, std::size_t lowest, std::size_t of, const Words& words) {
  if (highest == lowest) return fmt::format("{} {} {}", highest, words.of, of);
  return fmt::format("{} {} {} {} {}", highest, words.to, lowest, words.of, of);
}

/// How many groups were placed together with that of row `r`: rows of one cell stand together.
std::size_t placed_with(const Ranked& ranked, std::size_t r) {
  const auto same = [&](const AreaStanding& other) {
    const auto& a = other.area;
    const auto& b = ranked.rows[r].area;
    return other.places && a.indicator == b.indicator && a.statistic == b.statistic &&
           a.groups == b.groups;
  };
  return static_cast<std::size_t>(std::ranges::count_if(ranked.rows, same));
}

std::vector<std::string> told(const Ranked& ranked, std::size_t r, const RankTelling& how,
                              const Words& words) {
  const auto& row = ranked.rows[r];
  std::vector<std::string> fields{std::string(verdict(row.side, words)), row.area.indicator};
  fields.insert(fields.end(), row.area.groups.begin(), row.area.groups.end());
  fields.push_back(how.names == GroupNames::labels ? ranked.area_labels[r] : row.area.area);
  fields.push_back(number(row, row.area.estimate, words));
  fields.push_back(std::isnan(row.area.lower)
                       ? ""
                       : fmt::format("{} {} {}", number(row, row.area.lower, words), words.to,
                                     number(row, row.area.upper, words)));
  fields.push_back(number(row, row.whole, words));
  const auto of = placed_with(ranked, r);
  fields.push_back(row.places ? places(row.places->highest, row.places->lowest, of, words) : "");
  fields.push_back(row.places ? places(row.places->own_highest, row.places->own_lowest, of, words)
                              : "");
  fields.push_back(told_notes(row.area.note, words.language));
  return fields;
}

std::vector<std::string> header(const Ranked& ranked, std::vector<std::string> before,
                                std::vector<std::string> after) {
  before.insert(before.end(), ranked.variables.begin(), ranked.variables.end());
  before.push_back(ranked.over);
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

std::vector<std::string> fields_of(const Ranked& ranked, std::size_t r) {
  const auto& row = ranked.rows[r];
  std::vector<std::string> fields{row.area.indicator, row.area.statistic};
  fields.insert(fields.end(), row.area.groups.begin(), row.area.groups.end());
  fields.push_back(row.area.area);
  fields.push_back(fmt::format("{}", row.area.n));
  for (const double value :
       {row.area.estimate, row.area.lower, row.area.upper, row.whole, row.difference, row.se,
        row.lower, row.upper, row.area.df, row.t, row.p_value, row.p_adjusted})
    fields.push_back(shortest(value));
  fields.emplace_back(to_text(row.side));
  const auto place = [&](std::size_t number) {
    return row.places ? fmt::format("{}", number) : std::string();
  };
  const auto set = row.places.value_or(RankSet{});
  fields.push_back(place(placed_with(ranked, r)));
  for (const auto p : {set.highest, set.lowest, set.own_highest, set.own_lowest})
    fields.push_back(place(p));
  fields.push_back(row.area.note);
  return fields;
}

}  // namespace

OutputTable to_output(const Ranked& ranked) {
  const auto columns = split(
      "n,estimate,lower,upper,whole,difference,se,difference_lower,difference_upper,df,t,"
      "p_value,p_adjusted,side,placed,highest,lowest,own_highest,own_lowest,note",
      ',');
  OutputTable output{.columns = header(ranked, {"indicator", "statistic"}, columns),
                     .rows = {},
                     .texts = header(ranked, {"indicator"}, {})};
  for (std::size_t r = 0; r < ranked.rows.size(); ++r) output.rows.push_back(fields_of(ranked, r));
  return output;
}

OutputTable to_told(const Ranked& ranked, const RankTelling& how) {
  const auto& words = how.lang == "en" ? english : swedish;
  const auto level = reports::localised(shortest(100 * how.level), words.language);
  const auto interval = fmt::format(fmt::runtime(words.interval), level);
  OutputTable output{
      .columns =
          header(ranked, {std::string(words.verdict), std::string(words.indicator)},
                 {std::string(words.level), interval, std::string(words.whole),
                  std::string(words.places), std::string(words.own), std::string(words.note)}),
      .rows = {},
      .texts = {}};
  output.texts = output.columns;
  for (std::size_t r = 0; r < ranked.rows.size(); ++r)
    output.rows.push_back(told(ranked, r, how, words));
  return output;
}

}  // namespace trygg::tools
