#include "indicator/comparability.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

constexpr std::array<std::pair<BreakKind, std::string_view>, 7> words{
    {{BreakKind::wording, "wording"},
     {BreakKind::answers, "answers"},
     {BreakKind::cut, "cut"},
     {BreakKind::denominator, "denominator"},
     {BreakKind::population, "population"},
     {BreakKind::mode, "mode"},
     {BreakKind::declared, "declared"}}};

const std::vector<std::string> columns{"indicator", "wave", "kind", "text", "accepted"};

double year_of(std::string_view wave) {
  const auto year = to_number(wave);
  require(year.has_value(), "the round '{}' is not a year", wave);
  return *year;
}

BreakKind kind_of(const CsvText& csv, std::size_t r) {
  const auto& word = csv.rows[r][2];
  if (const auto kind = to_break_kind(word)) return *kind;
  throw InputError(
      csv.source, csv.lines[r],
      fmt::format("'{}' is no kind of break{}", word, did_you_mean(word, break_kind_words())));
}

}  // namespace

std::string_view to_text(BreakKind kind) {
  return std::ranges::find(words, kind, &std::pair<BreakKind, std::string_view>::first)->second;
}

std::optional<BreakKind> to_break_kind(std::string_view word) {
  const auto found =
      std::ranges::find(words, word, &std::pair<BreakKind, std::string_view>::second);
  if (found == words.end()) return std::nullopt;
  return found->first;
}

std::vector<std::string> break_kind_words() {
  std::vector<std::string> all;
  for (const auto& [kind, word] : words) all.emplace_back(word);
  return all;
}

std::vector<SeriesBreak> breaks_between(std::span<const SeriesBreak> breaks,
                                        std::string_view indicator, std::string_view earlier,
                                        std::string_view later) {
  const auto from = year_of(earlier), to = year_of(later);
  std::vector<SeriesBreak> between;
  std::ranges::copy_if(breaks, std::back_inserter(between), [&](const SeriesBreak& b) {
    const auto year = year_of(b.wave);
    return b.indicator == indicator && b.in_force() && year > from && year <= to;
  });
  return between;
}

std::vector<double> break_years(std::span<const SeriesBreak> breaks, std::string_view indicator) {
  std::set<double> years;
  for (const auto& b : breaks)
    if (b.indicator == indicator && b.in_force()) years.insert(year_of(b.wave));
  return {years.begin(), years.end()};
}

std::string to_csv(std::span<const SeriesBreak> breaks) {
  auto text = csv_line(columns);
  for (const auto& b : breaks)
    text += csv_line(
        std::vector{b.indicator, b.wave, std::string(to_text(b.kind)), b.text, b.accepted});
  return text;
}

std::vector<SeriesBreak> read_breaks(const std::filesystem::path& path) {
  const auto csv = parse_csv(read_file(path), path.string());
  require<InputError>(csv.header == columns, "{}:1: the header must be '{}'", csv.source,
                      joined(columns, ","));
  std::vector<SeriesBreak> breaks;
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    const auto& f = csv.rows[r];
    if (!to_number(f[1]))
      throw InputError(csv.source, csv.lines[r], fmt::format("the round '{}' is not a year", f[1]));
    breaks.push_back({f[0], f[1], kind_of(csv, r), f[3], f[4]});
  }
  return breaks;
}

}  // namespace trygg
