#include <fmt/format.h>

#include <algorithm>

#include "reports/charts/against_whole.hpp"
#include "reports/profile/parts.hpp"

namespace trygg::reports::profile {
namespace {

std::vector<AgainstRow> rows_of(const Subject& s) {
  std::vector<AgainstRow> rows;
  for (const auto* indicator : s.shares)
    rows.push_back({.name = indicator->name,
                    .women = s.beside(indicator->id, s.project().women_code).comparison,
                    .men = s.beside(indicator->id, s.project().men_code).comparison});
  return rows;
}

Tally counted(const std::vector<AgainstRow>& rows) {
  std::vector<const ReleasedRow*> comparisons;
  for (const auto& row : rows) {
    comparisons.push_back(row.women);
    comparisons.push_back(row.men);
  }
  return tally(comparisons);
}

bool any_flagged(const std::vector<AgainstRow>& rows) {
  return std::ranges::any_of(rows, [](const AgainstRow& row) {
    return row.women->decision == Decision::flag || row.men->decision == Decision::flag;
  });
}

std::string title(const Subject& s, const Tally& counted) {
  const auto id = counted.comparable() == 0 ? "ar_title_untold"
                  : counted.secured() == 0  ? "ar_title_none"
                                            : "ar_title_some";
  return s.phrases()
      .say(StatementTemplate{id}, {{"name", s.area.name},
                                   {"whole", s.project().whole},
                                   {"n", s.phrases().count_word(counted.secured(), "en")},
                                   {"all", fmt::format("{}", counted.comparable())}})
      .text();
}

}  // namespace

Section against_section(Subject& s) {
  const auto& p = s.phrases();
  const auto rows = rows_of(s);
  const auto count = counted(rows);
  const auto finding = title(s, count);
  const int n = ++s.headline.figure_number;
  const auto chart = against_whole_chart({.id = fmt::format("f{}", n),
                                          .title = finding,
                                          .rows = rows,
                                          .area = s.area.name,
                                          .whole = s.project().whole,
                                          .synthetic = s.project().synthetic},
                                         p);
  const auto slots = s.slots(s.headline.input.indicator, "");
  auto note = p.word("ar_against_note", slots);
  if (any_flagged(rows)) note += " " + p.word("hollow_note");
  if (count.comparable() > 1)
    note += " " + p.say(templates::S34, {{"n", p.count_word(count.comparable())}}).text();
  return {
      .heading = p.word("ar_against_heading", slots),
      .main = {Figure{n, finding, p.word("ar_against_subtitle", slots), chart,
                      note + " " + s.headline.source(), "matt-k"}},
      .aside = {Subheading{p.word("ar_why_test")}, Paragraph{p.word("ar_why_test_text", slots)}},
      .id = "mot-helheten"};
}

}  // namespace trygg::reports::profile
