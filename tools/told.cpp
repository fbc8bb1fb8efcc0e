#include "tools/told.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace trygg::tools {
namespace {

/// A reason code in words; codes that are not here stand as they are.
struct NoteWords {
  std::string_view code, swedish, english;
};
constexpr NoteWords note_words[] = {
    {"empty_domain", "ingen svarande", "nobody"},
    {"no_valid_answers", "inga giltiga svar", "no valid answers"},
    {"all_or_none", "ingen eller alla", "none or all"},
    {"fixed_by_calibration", "känt av vikterna", "known by the weights"},
    {"no_variance", "ingen spridning", "no spread"},
    {"df_zero", "för få enheter", "too few units"},
    {"negative_variance", "negativ varians", "negative variance"},
    {"zero_denominator", "nämnaren är 0", "the denominator is 0"},
    {"not_positive", "ingen kvot av 0", "no ratio of 0"},
    {"no_standard_group", "en standardgrupp saknas", "a standard group is missing"},
    {"not_finite", "inget värde", "no value"},
    {"aliased", "följer av andra", "follows from others"},
    {"not_estimable", "går inte att skilja från andra", "cannot be told apart from others"},
    {"singular", "tomma celler eller för få enheter", "empty cells or too few units"},
    {"negative_total", "negativa vikter", "negative weights"},
    {"one_response", "alla svarar lika", "all answer alike"},
    {"too_many_cells", "för många grupper", "too many groups"},
    {"one_level", "färre än två grupper", "fewer than two groups"},
    {"no_reference", "jämförelsegruppen saknas", "nobody to compare with"},
    {"separation", "en grupp svarar lika (separation)", "a group answers alike (separation)"},
    {"no_convergence", "ingen lösning hittad", "no solution found"},
    {"perfect_fit", "ingen spridning", "no spread"},
    {"too_many_variables", "för många variabler", "too many variables"},
    {"replicates_without_value", "saknas i några replikat", "without a value in some replicates"}};

}  // namespace

std::string told_notes(const std::string& notes, reports::Language language) {
  std::vector<std::string> told;
  for (const auto& code : split(notes, ' ')) {
    const auto found = std::ranges::find(note_words, code, &NoteWords::code);
    if (found == std::ranges::end(note_words))
      told.push_back(code);
    else
      told.emplace_back(language == reports::Language::sv ? found->swedish : found->english);
  }
  return joined(told, ", ");
}

std::string told_number(double value, int decimals, reports::Language language) {
  if (std::isnan(value)) return "";
  auto text = fmt::format("{:.{}f}", value, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos)
    text = fmt::format("{:.{}f}", 0.0, decimals);
  return reports::localised(text, language);
}

int told_decimals(double size) {
  if (std::isnan(size) || size == 0) return 0;
  const int decimals = 3 - static_cast<int>(std::floor(std::log10(std::abs(size))));
  return std::min(std::max(decimals, 0), 6);
}

std::string told_per_cent(double fraction, reports::Language language) {
  if (std::isnan(fraction)) return "";
  return told_number(100 * fraction, 1, language) +
         (language == reports::Language::sv ? " %" : "%");
}

}  // namespace trygg::tools
