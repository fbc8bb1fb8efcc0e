#include "io/stat_missing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.hpp"

namespace trygg {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_letter_code(const Level& level) {
  return level.text.size() == 2 && level.text[0] == '.' && level.text[1] >= 'a' &&
         level.text[1] <= 'z';
}

bool is_user_missing(const Level& level) {
  return level.missing != Missing::none && level.missing != Missing::system;
}

/// The valid numbers and the missing ones, sorted, each once.
struct Numbers {
  std::vector<double> valid, missing;
};

Numbers numbers_of(const Column& column, const std::vector<double>& codes) {
  Numbers numbers;
  for (std::size_t l = 0; l < codes.size(); ++l) {
    if (std::isnan(codes[l])) continue;
    (is_user_missing(column.levels[l]) ? numbers.missing : numbers.valid).push_back(codes[l]);
  }
  for (auto* part : {&numbers.valid, &numbers.missing}) {
    std::ranges::sort(*part);
    part->erase(std::unique(part->begin(), part->end()), part->end());
  }
  return numbers;
}

bool holds(const MissingRange& range, double number) {
  return number >= range.low && number <= range.high;
}

bool holds_any(const MissingRange& range, const std::vector<double>& numbers) {
  return std::ranges::any_of(numbers, [&](double number) { return holds(range, number); });
}

/// `range` and the one code outside it; nothing when it holds valid values or leaves more codes.
std::optional<SpssMissing> with_range(const MissingRange& range, const Numbers& numbers) {
  if (holds_any(range, numbers.valid)) return std::nullopt;
  SpssMissing made{.range = range};
  for (const double code : numbers.missing)
    if (!holds(range, code)) made.codes.push_back(code);
  return made.codes.size() <= 1 ? std::optional(made) : std::nullopt;
}

}  // namespace

SpssMissing spss_missing(const Column& column, const std::vector<double>& codes,
                         const std::string& source) {
  const auto numbers = numbers_of(column, codes);
  const auto& missing = numbers.missing;
  for (const auto& range : column.missing_ranges)
    if (auto made = with_range(range, numbers)) return *made;
  if (missing.size() <= 3) return {.range = std::nullopt, .codes = missing};
  const std::array<MissingRange, 3> ranges{{{missing.front(), missing.back()},
                                            {missing.front(), missing[missing.size() - 2]},
                                            {missing[1], missing.back()}}};
  for (const auto& range : ranges)
    if (auto made = with_range(range, numbers)) return *made;
  throw InputError(fmt::format(
      "{}: column '{}' has {} missing codes among its valid values; SPSS holds three, or a range "
      "and one more: give some of them one code, or write .dta or .csv",
      source, column.name, missing.size()));
}

std::vector<char> stata_letters(const Column& column, const std::string& source) {
  std::vector<char> letters(column.levels.size(), 0);
  std::array<bool, 26> taken{};
  for (std::size_t l = 0; l < letters.size(); ++l) {
    const auto& level = column.levels[l];
    if (!is_user_missing(level) || !is_letter_code(level)) continue;
    letters[l] = level.text[1];
    taken[static_cast<std::size_t>(letters[l] - 'a')] = true;
  }
  for (const auto l : column.ordered_levels()) {
    if (!is_user_missing(column.levels[l]) || letters[l] != 0) continue;
    const auto free = std::ranges::find(taken, false);
    require<InputError>(free != taken.end(),
                        "{}: column '{}' has more than the 26 missing codes that Stata holds",
                        source, column.name);
    *free = true;
    letters[l] = static_cast<char>('a' + (free - taken.begin()));
  }
  return letters;
}

std::vector<double> spss_numbers(const Column& column, const std::string& source) {
  std::vector<double> numbers;
  bool has_letters = false, has_negative = false;
  for (const auto& level : column.levels) {
    const bool letter = is_user_missing(level) && is_letter_code(level);
    has_letters = has_letters || letter;
    has_negative = has_negative || level.number < 0;
    numbers.push_back(letter                             ? 'a' - 1 - level.text[1]
                      : level.missing == Missing::system ? nan
                                                         : level.number);
  }
  require<InputError>(!(has_letters && has_negative),
                      "{}: column '{}' has negative values, so that its missing codes .a to .z "
                      "cannot become -1 to -26 in SPSS; write .dta or .csv",
                      source, column.name);
  return numbers;
}

}  // namespace trygg
