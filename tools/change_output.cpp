#include "tools/change_output.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "reports/number_text.hpp"

namespace trygg::tools {
namespace {

/// The words of one language.
struct Words {
  reports::Language language;
  std::string_view verdict, indicator, change, interval, note;
  std::string_view up, down, unsecured, unknown;
  std::string_view points, to, fixed;
};

constexpr Words swedish{.language = reports::Language::sv,
                        .verdict = "utfall",
                        .indicator = "indikator",
                        .change = "förändring",
                        .interval = "{} % intervall",
                        .note = "anmärkning",
                        .up = "ökning",
                        .down = "minskning",
                        .unsecured = "ingen säkerställd skillnad",
                        .unknown = "går inte att avgöra",
                        .points = "procentenheter",
                        .to = "till",
                        .fixed = "bestäms av vikterna"};
constexpr Words english{.language = reports::Language::en,
                        .verdict = "verdict",
                        .indicator = "indicator",
                        .change = "change",
                        .interval = "{}% interval",
                        .note = "note",
                        .up = "increase",
                        .down = "decrease",
                        .unsecured = "no established difference",
                        .unknown = "cannot be told",
                        .points = "percentage points",
                        .to = "to",
                        .fixed = "set by the weights"};

/// A reason code in words; codes that are not here stand as they are.
struct NoteWords {
  std::string_view code, swedish, english;
};
constexpr NoteWords note_words[] = {
    {"empty_domain", "ingen svarande i en omgång", "nobody in one round"},
    {"no_valid_answers", "inga giltiga svar", "no valid answers"},
    {"all_or_none", "ingen eller alla i en omgång", "none or all in one round"},
    {"fixed_by_calibration", "känt av vikterna", "known by the weights"},
    {"no_variance", "ingen spridning", "no spread"},
    {"df_zero", "för få enheter", "too few units"},
    {"negative_variance", "negativ varians", "negative variance"},
    {"zero_denominator", "nämnaren är 0", "the denominator is 0"},
    {"not_positive", "ingen kvot av 0", "no ratio of 0"},
    {"no_standard_group", "en standardgrupp saknas", "a standard group is missing"},
    {"not_finite", "inget värde", "no value"}};

std::string notes_in(const std::string& notes, const Words& words) {
  std::vector<std::string> told;
  for (const auto& code : split(notes, ' ')) {
    const auto found = std::ranges::find(note_words, code, &NoteWords::code);
    if (found == std::ranges::end(note_words))
      told.push_back(code);
    else
      told.emplace_back(words.language == reports::Language::sv ? found->swedish : found->english);
  }
  return joined(told, ", ");
}

std::string_view verdict(const ComparedRow& row, double level, const Words& words) {
  if (row.change.se == 0 && row.note.find("fixed_by_calibration") != std::string::npos)
    return words.fixed;
  if (std::isnan(row.p_adjusted)) return words.unknown;
  if (row.p_adjusted >= 1 - level) return words.unsecured;
  return row.change.t > 0 ? words.up : words.down;
}

/// With so many decimals; no −0.
std::string rounded(double value, int decimals, const Words& words) {
  if (std::isnan(value)) return "";
  auto text = fmt::format("{:.{}f}", value, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos)
    text = fmt::format("{:.{}f}", 0.0, decimals);
  return reports::localised(text, words.language);
}

/// As many decimals as give `size` four significant digits: none from 1,000 on.
int decimals_of(double size) {
  if (std::isnan(size) || size == 0) return 0;
  const int decimals = 3 - static_cast<int>(std::floor(std::log10(std::abs(size))));
  return std::min(std::max(decimals, 0), 6);
}

std::string per_cent(double fraction, const Words& words) {
  if (std::isnan(fraction)) return "";
  return rounded(100 * fraction, 1, words) + (words.language == reports::Language::sv ? " %" : "%");
}

std::string level_text(const ComparedRow& row, double value, const Words& words) {
  return row.statistic == Statistic::share ? per_cent(value, words)
                                           : rounded(value, decimals_of(value), words);
}

/// A change without its unit.
std::string plain_change(const ComparedRow& row, double value, ChangeScale scale,
                         const Words& words) {
  const bool in_hundredths = scale == ChangeScale::relative || (scale == ChangeScale::difference &&
                                                                row.statistic == Statistic::share);
  if (in_hundredths) return rounded(100 * value, 1, words);
  // A difference has the decimals of the levels; a ratio is near 1.
  const double level = std::max(std::abs(row.earlier.estimate), std::abs(row.later.estimate));
  return rounded(value, scale == ChangeScale::difference ? decimals_of(level) : 3, words);
}

std::string unit(const ComparedRow& row, ChangeScale scale, const Words& words) {
  if (scale == ChangeScale::relative) return words.language == reports::Language::sv ? " %" : "%";
  if (scale == ChangeScale::difference && row.statistic == Statistic::share)
    return fmt::format(" {}", words.points);
  return "";
}

std::vector<std::string> told(const ComparedRow& row, const ChangeTelling& how,
                              const Words& words) {
  std::vector<std::string> fields{std::string(verdict(row, how.level, words)), row.indicator};
  const auto& groups = how.labels ? row.labels : row.groups;
  fields.insert(fields.end(), groups.begin(), groups.end());
  fields.push_back(level_text(row, row.earlier.estimate, words));
  fields.push_back(level_text(row, row.later.estimate, words));
  const auto number = [&](double value) { return plain_change(row, value, how.scale, words); };
  const auto& c = row.change;
  fields.push_back(std::isnan(c.value) ? "" : number(c.value) + unit(row, how.scale, words));
  fields.push_back(std::isnan(c.lower)
                       ? ""
                       : fmt::format("{} {} {}", number(c.lower), words.to, number(c.upper)));
  fields.push_back(notes_in(row.note, words));
  return fields;
}

}  // namespace

OutputTable to_output(const Compared& compared) {
  OutputTable output{
      .columns = {"indicator", "statistic"}, .rows = {}, .texts = compared.variables};
  output.columns.insert(output.columns.end(), compared.variables.begin(), compared.variables.end());
  for (const auto* name : {"estimate1", "estimate2", "difference", "se", "lower", "upper", "df",
                           "t", "p_value", "p_adjusted", "correlation", "note"})
    output.columns.emplace_back(name);
  output.texts.emplace_back("indicator");
  for (const auto& row : compared.rows) {
    auto& fields = output.rows.emplace_back();
    fields = {row.indicator, std::string(to_text(row.statistic))};
    fields.insert(fields.end(), row.groups.begin(), row.groups.end());
    const auto& c = row.change;
    for (const double number : {row.earlier.estimate, row.later.estimate, c.value, c.se, c.lower,
                                c.upper, c.df, c.t, c.p_value, row.p_adjusted, row.correlation})
      fields.push_back(shortest(number));
    fields.push_back(row.note);
  }
  return output;
}

OutputTable to_told(const Compared& compared, const ChangeTelling& how) {
  const auto& words = how.lang == "en" ? english : swedish;
  OutputTable output;
  output.columns = {std::string(words.verdict), std::string(words.indicator)};
  output.columns.insert(output.columns.end(), compared.variables.begin(), compared.variables.end());
  const auto level = reports::localised(shortest(100 * how.level), words.language);
  output.columns.insert(
      output.columns.end(),
      {how.names[0], how.names[1], std::string(words.change),
       fmt::format(fmt::runtime(words.interval), level), std::string(words.note)});
  for (const auto& row : compared.rows) output.rows.push_back(told(row, how, words));
  return output;
}

}  // namespace trygg::tools
