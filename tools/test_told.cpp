#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "base/text.hpp"
#include "reports/number_text.hpp"
#include "tools/test_output.hpp"
#include "tools/test_run.hpp"
#include "tools/told.hpp"

namespace trygg::tools {
namespace {

/// What a test shows, or does not.
struct Finding {
  std::string_view shown, not_shown;
};

struct Words {
  reports::Language language;
  std::string_view verdict, of, contrast, n, estimate, interval, method, statistic, p, adjusted,
      note, to;
  Finding association, difference, distance;
  std::string_view unknown;
};

constexpr Words swedish{.language = reports::Language::sv,
                        .verdict = "utfall",
                        .of = "prövat",
                        .contrast = "kontrast",
                        .n = "antal",
                        .estimate = "skattning",
                        .interval = "{} % intervall",
                        .method = "metod",
                        .statistic = "test",
                        .p = "p",
                        .adjusted = "p, alla ihop",
                        .note = "anmärkning",
                        .to = "till",
                        .association = {"samband", "inget säkerställt samband"},
                        .difference = {"skillnad", "ingen säkerställd skillnad"},
                        .distance = {"skilt från {}", "kan vara {}"},
                        .unknown = "går inte att avgöra"};
constexpr Words english{.language = reports::Language::en,
                        .verdict = "verdict",
                        .of = "tested",
                        .contrast = "contrast",
                        .n = "n",
                        .estimate = "estimate",
                        .interval = "{}% interval",
                        .method = "method",
                        .statistic = "test",
                        .p = "p",
                        .adjusted = "p, all together",
                        .note = "note",
                        .to = "to",
                        .association = {"association", "no established association"},
                        .difference = {"difference", "no established difference"},
                        .distance = {"other than {}", "may be {}"},
                        .unknown = "cannot be told"};

const Finding& finding(const TestRow& row, const Words& words) {
  if (row.test == "independence") return words.association;
  return row.test == "contrast" ? words.difference : words.distance;
}

std::string verdict(const TestRow& row, const Tested& tested, const TestTelling& how,
                    const Words& words) {
  if (std::isnan(row.p_adjusted)) return std::string(words.unknown);
  const auto& of = finding(row, words);
  const auto text = row.p_adjusted < 1 - how.level ? of.shown : of.not_shown;
  const auto against = tested.against.value_or(0);
  return fmt::format(fmt::runtime(text), reports::localised(shortest(against), words.language));
}

std::string freedom(double df, const Words& words) {
  return told_number(df, df == std::floor(df) ? 0 : 1, words.language);
}

/// "F(1,8; 360,2) = 17,25", "t(196) = −3,72".
std::string statistic(const HypothesisTest& test, const Words& words) {
  if (std::isnan(test.statistic)) return "";
  const auto value = told_number(test.statistic, 2, words.language);
  if (test.method == TestMethod::t)
    return fmt::format("t({}) = {}", freedom(test.df2, words), value);
  if (test.method == TestMethod::rao_scott_chi2)
    return fmt::format("χ²({}) = {}", freedom(test.df1, words), value);
  return fmt::format("F({}; {}) = {}", freedom(test.df1, words), freedom(test.df2, words), value);
}

std::string probability(double p, const Words& words) {
  if (std::isnan(p)) return "";
  return p < 0.0005 ? "< " + reports::localised("0.001", words.language)
                    : told_number(p, 3, words.language);
}

std::string number(double value, const TestRow& row, const Words& words) {
  return told_number(value, told_decimals(row.result.estimate), words.language);
}

std::string interval(const TestRow& row, const Words& words) {
  if (std::isnan(row.result.lower)) return "";
  return fmt::format("{} {} {}", number(row.result.lower, row, words), words.to,
                     number(row.result.upper, row, words));
}

std::vector<std::string> told(const TestRow& row, const Tested& tested, const TestTelling& how,
                              const Words& words) {
  std::vector<std::string> fields{verdict(row, tested, how, words), row.of};
  fields.insert(fields.end(), row.codes.begin(), row.codes.end());
  const std::vector<std::string> rest{row.contrast,
                                      fmt::format("{}", row.result.n),
                                      number(row.result.estimate, row, words),
                                      interval(row, words),
                                      std::string(to_text(row.outcome.method)),
                                      statistic(row.outcome, words),
                                      probability(row.outcome.p_value, words),
                                      probability(row.p_adjusted, words),
                                      told_notes(row.note, words.language)};
  fields.insert(fields.end(), rest.begin(), rest.end());
  return fields;
}

}  // namespace

OutputTable to_told(const Tested& tested, const TestTelling& how) {
  const auto& words = how.lang == "en" ? english : swedish;
  const auto level = reports::localised(shortest(100 * how.level), words.language);
  OutputTable output{
      .columns = {std::string(words.verdict), std::string(words.of)}, .rows = {}, .texts = {}};
  output.columns.insert(output.columns.end(), tested.variables.begin(), tested.variables.end());
  for (const auto name : {words.contrast, words.n, words.estimate})
    output.columns.emplace_back(name);
  output.columns.push_back(fmt::format(fmt::runtime(words.interval), level));
  for (const auto name : {words.method, words.statistic, words.p, words.adjusted, words.note})
    output.columns.emplace_back(name);
  output.texts = output.columns;
  for (const auto& row : tested.rows) output.rows.push_back(told(row, tested, how, words));
  return output;
}

}  // namespace trygg::tools
