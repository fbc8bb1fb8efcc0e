#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "reports/annual/parts.hpp"
#include "reports/charts/multiples.hpp"

namespace trygg::reports::annual {
namespace {

LineSeries series(const Context& c, const std::string& name, const char* style,
                  const Location& place) {
  LineSeries line{name, style, Shape::circle, {}};
  for (const auto& round : c.project().rounds)
    line.points.push_back(
        {round.wave, round.year,
         c.figures.was_asked(round.wave) ? &c.figures.level(round.wave, place, "") : nullptr});
  return line;
}

const ReleasedRow& change(const Context& c, const AreaFigures& a) {
  return c.figures.change(c.project().comparison_wave, c.wave(), a.place, "");
}

std::vector<MultiplePanel> panels_of(const Context& c) {
  const bool compared = !c.project().comparison_wave.empty();
  std::vector<MultiplePanel> panels;
  for (const auto& a : c.areas)
    panels.push_back({a.area->name,
                      compared ? uncapitalised(c.phrases.word(
                                     "changed_" + std::string(to_text(change(c, a).finding))))
                               : "",
                      {series(c, c.phrases.word("All"), "r", a.place)},
                      a.area->tile_row,
                      a.area->tile_column});
  return panels;
}

/// "säkerställd minskning i ett, ingen säkerställd förändring i tolv": how many areas are in each
/// state.
std::string counts(const Context& c) {
  std::vector<const ReleasedRow*> changes;
  for (const auto& a : c.areas) changes.push_back(&change(c, a));
  const auto counted = tally(changes);
  std::vector<std::string> parts;
  const auto add = [&](std::size_t n, const char* key) {
    if (n > 0)
      parts.push_back(
          c.phrases.word(key, {{"n", c.phrases.count_word(n, c.project().area_article)}}));
  };
  add(counted.lower, "areas_lower");
  add(counted.higher, "areas_higher");
  add(counted.similar, "areas_similar");
  add(counted.not_shown, "areas_not_shown");
  add(counted.undetermined, "areas_undetermined");
  return parts.empty() ? "" : c.phrases.listed(parts);
}

std::string title_of(const Context& c) {
  const Slots slots{{"share", c.input.indicator.short_name},
                    {"the_many", c.project().area_the_many}};
  const auto told = c.project().comparison_wave.empty() ? "" : counts(c);
  if (told.empty()) return c.phrases.word("areas_developments_plain", slots);
  return c.phrases
      .say(StatementTemplate{"areas_developments"},
           {{"share", c.share()}, {"t0", c.project().comparison_wave}, {"parts", told}})
      .text();
}

bool all_have_tiles(const std::vector<MultiplePanel>& panels) {
  return std::ranges::all_of(panels, [](const auto& p) { return p.row > 0 && p.column > 0; });
}

}  // namespace

std::vector<Block> area_developments(Context& c) {
  if (c.areas.size() < 2 || c.project().rounds.size() < 2) return {};
  const auto panels = panels_of(c);
  const auto n = ++c.figure_number;
  const auto title = title_of(c);
  const bool tiles = all_have_tiles(panels);
  const auto chart = multiples_chart({.id = fmt::format("f{}", n),
                                      .title = title,
                                      .panels = panels,
                                      .whole = series(c, c.whole_name(), "c", {}),
                                      .comparable_since = c.project().comparable_since,
                                      .placing = tiles ? Placing::tiles : Placing::listed,
                                      .synthetic = c.project().synthetic},
                                     c.phrases);
  const Slots slots{{"measure", c.input.indicator.measure},
                    {"unit", c.unit()},
                    {"ages", c.project().ages},
                    {"whole", c.project().whole}};
  auto note = c.phrases.word("areas_developments_note");
  if (!c.project().comparison_wave.empty())
    note +=
        " " + c.phrases.say(templates::S34, {{"n", c.phrases.count_word(panels.size())}}).text();
  return {Figure{n, title, c.phrases.word("areas_developments_subtitle", slots), chart,
                 note + " " + c.source(), "omraden-alla"}};
}

}  // namespace trygg::reports::annual
