#include <fmt/format.h>

#include <algorithm>

#include "reports/charts/dumbbell.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

constexpr std::size_t fewest_measures = 2;

DotRow row_of(const Context& c, const Indicator& measure) {
  const Figures figures(c.input.release, measure.id, c.project());
  return {measure.name, RowKind::part, &figures.level(c.wave(), {}, c.project().women_code),
          &figures.level(c.wave(), {}, c.project().men_code), &figures.gap(c.wave(), {})};
}

/// What the comparisons bear; the group's name alone when they bear nothing.
std::string finding(const Context& c, const MeasureGroup& group, const std::vector<DotRow>& rows) {
  std::vector<const ReleasedRow*> gaps;
  for (const auto& row : rows) gaps.push_back(row.gap);
  const auto counted = tally(gaps);
  const Slots slots{{"n", fmt::format("{}", counted.higher)},
                    {"all", fmt::format("{}", counted.comparable())},
                    {"group", uncapitalised(group.name)}};
  if (const auto all = Count<Extent::all_higher>::of(counted))
    return c.phrases
        .say(t::measures_all, *all,
             {{"n", c.phrases.count_word(counted.higher)}, {"group", uncapitalised(group.name)}})
        .text();
  if (const auto most = Count<Extent::comparable_higher>::of(counted))
    return c.phrases.say(t::measures_comparable, *most, slots).text();
  if (const auto some = Count<Extent::some_higher>::of(counted))
    return c.phrases.say(t::measures_some, *some, slots).text();
  if (const auto none = Count<Extent::none_secured>::of(counted))
    return c.phrases.say(t::measures_none, *none, slots).text();
  return group.name;
}

bool any_flagged(const std::vector<DotRow>& rows) {
  return std::ranges::any_of(rows, [](const DotRow& row) {
    return row.women->decision == Decision::flag || row.men->decision == Decision::flag;
  });
}

}  // namespace

std::vector<MeasureGroup> measure_groups(const Context& c) {
  std::vector<MeasureGroup> groups;
  for (const auto& measure : c.input.indicators) {
    const bool other = measure.group != c.input.indicator.group && !measure.group.empty();
    const Figures figures(c.input.release, measure.id, c.project());
    if (!other || !is_share(measure) || !figures.was_asked(c.wave())) continue;
    auto found = std::ranges::find(groups, measure.group, &MeasureGroup::name);
    if (found == groups.end()) found = groups.insert(found, {measure.group, {}});
    found->measures.push_back(&measure);
  }
  std::erase_if(groups, [](const auto& group) { return group.measures.size() < fewest_measures; });
  return groups;
}

Section measures_section(Context& c, const MeasureGroup& group) {
  std::vector<DotRow> rows;
  for (const auto* measure : group.measures) rows.push_back(row_of(c, *measure));
  const auto title = finding(c, group, rows);
  const auto n = ++c.figure_number;
  const auto& p = c.phrases;
  const auto chart = dumbbell_chart({.id = fmt::format("f{}", n),
                                     .title = title,
                                     .rows = rows,
                                     .synthetic = c.project().synthetic},
                                    p);
  auto note = p.word("measures_note");
  if (any_flagged(rows)) note += " " + p.word("hollow_mark_note");
  note += " " + p.say(t::S34, {{"n", p.count_word(rows.size())}}).text();
  const auto subtitle = p.word("measures_subtitle", {{"unit", capitalised(c.unit())},
                                                     {"whole", c.whole_name()},
                                                     {"ages", c.project().ages},
                                                     {"wave", c.wave()}});
  return {.heading = p.word("measures_heading", {{"group", group.name}}),
          .main = {Figure{n, title, subtitle, chart, note + " " + c.source(), group.id()}},
          .aside = {}};
}

}  // namespace trygg::reports::gender
