#include <fmt/format.h>

#include <algorithm>

#include "ranking/standing_release.hpp"
#include "reports/charts/area_map.hpp"
#include "reports/charts/tile_map.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

/// The area against the whole in one sex; nullptr: not compared.
const ReleasedRow* against(const Context& c, const Location& place, std::string_view sex) {
  const auto found = std::ranges::find_if(c.input.standings, [&](const ReleasedRow& r) {
    return r.indicator == c.input.indicator.id && r.wave == c.wave() && r.sex == sex &&
           r.area == place.code && r.area_level == place.level && r.era == place.era &&
           r.contrast == against_whole_contrast;
  });
  return found == c.input.standings.end() ? nullptr : &*found;
}

/// A map of women or of men, its areas in the order of `codes`.
MapPanel panel(const Context& c, const std::vector<const Area*>& areas, const char* name,
               const char* style, const std::string& sex) {
  MapPanel made{c.phrases.word(name), style, &c.figures.level(c.wave(), {}, sex), {}};
  for (const auto* area : areas) {
    const Location place{area->era, area->level, area->code};
    made.figures.push_back({&c.figures.level(c.wave(), place, sex), against(c, place, sex)});
  }
  return made;
}

std::vector<MapPanel> panels_of(const Context& c, const std::vector<const Area*>& areas) {
  return {panel(c, areas, "Women", "cw", c.project().women_code),
          panel(c, areas, "Men", "cm", c.project().men_code)};
}

MapClasses classes_of(const Context& c, const std::vector<MapPanel>& panels) {
  if (!c.input.indicator.classes.empty()) return map_classes(c.input.indicator.classes);
  double greatest = 0;
  for (const auto& made : panels)
    for (const auto& figure : made.figures)
      if (figure.share->estimate.is_shown())
        greatest = std::max(greatest, figure.share->estimate.value());
  return round_classes(greatest);
}

/// How many areas are secured above and below the whole; a flagged one counts as neither.
Tally counted(const MapPanel& made) {
  std::vector<const ReleasedRow*> comparisons;
  for (const auto& figure : made.figures)
    if (figure.against != nullptr) comparisons.push_back(figure.against);
  return tally(comparisons);
}

/// "Bland kvinnor ligger två områden högre och ett lägre än hela staden".
Sentence finding(const Context& c, const char* who, const Tally& t) {
  const auto areas = [&](std::size_t n) {
    return c.phrases.counted(
        n, {c.project().area_one, c.project().area_many, c.project().area_article});
  };
  const auto* id = t.comparable() == 0           ? "where_untold"
                   : t.higher > 0 && t.lower > 0 ? "where_both"
                   : t.higher > 0                ? "where_higher"
                   : t.lower > 0                 ? "where_lower"
                                                 : "where_none";
  return c.phrases.say(StatementTemplate{id},
                       {{"who", c.phrases.word(who)},
                        {"share", c.share()},
                        {"above", areas(t.higher)},
                        {"below", areas(t.lower)},
                        {"below_n", c.phrases.count_word(t.lower, c.project().area_article)},
                        {"none", c.phrases.count_word(0, c.project().area_article)},
                        {"area", c.project().area_one},
                        {"areas", c.project().area_the_many},
                        {"whole", c.project().whole}});
}

Slots words_of(const Context& c) {
  return {{"place", c.project().place},
          {"measure", c.input.indicator.measure},
          {"unit", c.unit()},
          {"ages", capitalised(c.phrases.word("persons", {{"ages", c.project().ages}}))},
          {"wave", c.wave()},
          {"whole", c.project().whole},
          {"area", c.project().area_one},
          {"areas", c.project().area_many},
          {"the_many", c.project().area_the_many}};
}

Figure figure(const Context& c, int n, Chart chart, const char* subtitle, std::size_t tests) {
  auto note = c.phrases.word("where_note", words_of(c));
  if (tests > 1)
    note += " " + c.phrases.say(templates::S34, {{"n", c.phrases.count_word(tests)}}).text();
  return {n,
          chart.title,
          typeset(c.phrases.word(subtitle, words_of(c))),
          chart,
          note + " " + c.source(),
          "omraden"};
}

Figure tiles(Context& c, const std::vector<const Area*>& areas, std::vector<MapPanel> panels,
             const std::string& title, std::size_t tests) {
  const int n = ++c.figure_number;
  const auto classes = classes_of(c, panels);
  return figure(c, n,
                tile_map({.id = fmt::format("f{}", n),
                          .title = title,
                          .areas = areas,
                          .panels = std::move(panels),
                          .classes = classes,
                          .whole = c.project().whole,
                          .own_area = {},
                          .synthetic = c.project().synthetic},
                         c.phrases),
                "where_subtitle", tests);
}

/// The same in the areas' own shapes, where the project has them.
Figure shapes(Context& c, std::size_t tests) {
  std::vector<const Area*> areas;
  for (const auto& shape : c.input.shapes) areas.push_back(shape.area);
  auto panels = panels_of(c, areas);
  const auto classes = classes_of(c, panels);
  const int n = ++c.figure_number;
  return figure(c, n,
                area_map({.id = fmt::format("f{}", n),
                          .title = c.phrases.word("where_map_title", words_of(c)),
                          .shapes = c.input.shapes,
                          .panels = std::move(panels),
                          .classes = classes,
                          .whole = c.project().whole,
                          .own_area = {},
                          .synthetic = c.project().synthetic},
                         c.phrases),
                "where_map_subtitle", tests);
}

}  // namespace

std::optional<Section> where_section(Context& c) {
  std::vector<const Area*> areas;
  for (const auto& a : c.areas)
    if (a.area->tile_row > 0 && a.area->tile_column > 0) areas.push_back(a.area);
  if (areas.size() < 2) return {};
  auto panels = panels_of(c, areas);
  const auto women = counted(panels[0]), men = counted(panels[1]);
  const auto tests = women.comparable() + men.comparable();
  const auto title = finding(c, "women", women).text();
  Section section{.heading = c.phrases.word("where_heading", words_of(c)),
                  .main = {Paragraph{sentence_end(finding(c, "men", men).text()) + " " +
                                     c.phrases.word("where_same_scale")},
                           tiles(c, areas, std::move(panels), title, tests)},
                  .aside = {Subheading{c.phrases.word("where_aside")},
                            Paragraph{c.phrases.word("where_aside_text", words_of(c))}},
                  .id = "var"};
  if (!c.input.shapes.empty()) section.main.push_back(shapes(c, tests));
  return section;
}

}  // namespace trygg::reports::gender
