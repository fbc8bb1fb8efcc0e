#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// What made two rounds of a question two different measurements.
enum class BreakKind {
  wording,      ///< the question is asked in other words
  answers,      ///< other answers are offered
  cut,          ///< other answers count
  denominator,  ///< other answers are in the denominator
  population,   ///< other people are asked
  mode,         ///< it is asked in another way: post, web, telephone
  declared,     ///< the project says so
};
std::string_view to_text(BreakKind kind);  ///< the enumerator's name
std::optional<BreakKind> to_break_kind(std::string_view word);
std::vector<std::string> break_kind_words();

/// From `wave` on, an indicator does not measure what it measured before.
struct SeriesBreak {
  std::string indicator;
  std::string wave;  ///< the first round of the new series, a year
  BreakKind kind;
  std::string text;      ///< what it was and what it became, or the reason that the project gives
  std::string accepted;  ///< why the rounds are comparable all the same; empty: they are not

  bool in_force() const { return accepted.empty(); }
};

/// The breaks of an indicator that lie after `earlier` and not after `later`: what keeps the two
/// rounds from being compared. Differences that the project accepts are not among them.
/// \throws ArgumentError  a round that is not a year
std::vector<SeriesBreak> breaks_between(std::span<const SeriesBreak> breaks,
                                        std::string_view indicator, std::string_view earlier,
                                        std::string_view later);

/// The years from which on an indicator is another, each once, in the order of time.
std::vector<double> break_years(std::span<const SeriesBreak> breaks, std::string_view indicator);

/// `indicator,wave,kind,text,accepted`
std::string to_csv(std::span<const SeriesBreak> breaks);
/// \throws InputError  another header, an unknown kind, a wave that is not a year
std::vector<SeriesBreak> read_breaks(const std::filesystem::path& path);

}  // namespace trygg
