#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "ranking/standing_release.hpp"
#include "reports/charts/tile_map.hpp"
#include "reports/phrases/by_state.hpp"
#include "reports/profile/parts.hpp"

namespace trygg::reports::profile {
namespace {

constexpr std::size_t longest_title = 120;  // characters, of two clauses

const ReleasedRow* against(const Subject& s, const AreaFigures& a, std::string_view sex) {
  const auto& rows = s.headline.input.standings;
  const auto found = std::ranges::find_if(rows, [&](const ReleasedRow& r) {
    return r.indicator == s.headline.input.indicator.id && r.wave == s.headline.wave() &&
           r.sex == sex && r.area == a.place.code && r.area_level == a.place.level &&
           r.era == a.place.era && r.contrast == against_whole_contrast;
  });
  return found == rows.end() ? nullptr : &*found;
}

MapPanel panel(const Subject& s, const char* name, const char* style, const std::string& sex) {
  const auto& c = s.headline;
  MapPanel panel{s.phrases().word(name), style, &c.figures.level(c.wave(), {}, sex), {}};
  for (const auto& a : c.areas)
    if (a.area->tile_row > 0)
      panel.figures.push_back(
          {sex == s.project().women_code ? a.women : a.men, against(s, a, sex)});
  return panel;
}

MapClasses classes(const Subject& s, const std::vector<MapPanel>& panels) {
  const auto& declared = s.headline.input.indicator.classes;
  if (!declared.empty()) return map_classes(declared);
  double greatest = 0;
  for (const auto& panel : panels)
    for (const auto& figure : panel.figures)
      if (figure.share->estimate.is_shown())
        greatest = std::max(greatest, figure.share->estimate.value());
  return round_classes(greatest);
}

std::string clause(const Subject& s, const char* who, const std::string& sex) {
  const auto& lead = s.headline.input.indicator;
  auto slots = s.slots(lead, sex);
  slots.emplace_back("who", s.phrases().word(who));
  return said(s.phrases(), "ar_clause", *s.beside(lead.id, sex).comparison, slots).text();
}

/// "Bland kvinnor … ; bland män …", one clause when both are in the same state, or what is said of
/// both together where a long name would make the title too long.
std::string title(const Subject& s) {
  const auto& id = s.headline.input.indicator.id;
  const auto &women = s.project().women_code, &men = s.project().men_code;
  if (s.beside(id, women).comparison->finding == s.beside(id, men).comparison->finding)
    return clause(s, "both_sexes", women);
  const auto both = clause(s, "women", women) + "; " + uncapitalised(clause(s, "men", men));
  if (code_points(both) <= longest_title) return both;
  const auto& lead = s.headline.input.indicator;
  return said(s.phrases(), "ar_head", *s.beside(id, "").comparison, s.slots(lead, "")).text();
}

/// Why the map may seem to gainsay the heading: both sexes together have more answers than each.
std::string together_remark(const Subject& s) {
  const auto& id = s.headline.input.indicator.id;
  const auto secured = [&](std::string_view sex) {
    const auto finding = s.beside(id, sex).comparison->finding;
    return finding == Finding::higher || finding == Finding::lower;
  };
  const bool only_together =
      secured("") && !secured(s.project().women_code) && !secured(s.project().men_code);
  if (!only_together) return "";
  return s.phrases()
             .say(StatementTemplate{"ar_only_together"}, {{"whole", s.project().whole}})
             .text() +
         " ";
}

}  // namespace

std::optional<Section> map_section(Subject& s) {
  const auto& p = s.phrases();
  std::vector<const Area*> areas;
  for (const auto& a : s.headline.areas)
    if (a.area->tile_row > 0) areas.push_back(a.area);
  if (areas.size() < 2) return {};
  const std::vector panels{panel(s, "Women", "cw", s.project().women_code),
                           panel(s, "Men", "cm", s.project().men_code)};
  const int n = ++s.headline.figure_number;
  const auto finding = title(s);
  const auto chart = tile_map({.id = fmt::format("f{}", n),
                               .title = finding,
                               .areas = areas,
                               .panels = panels,
                               .classes = classes(s, panels),
                               .whole = s.project().whole,
                               .own_area = s.area.code,
                               .synthetic = s.project().synthetic},
                              p);
  const auto slots = s.slots(s.headline.input.indicator, "");
  return Section{.heading = p.word("ar_map_heading", slots),
                 .main = {Figure{n, finding, p.word("ar_map_subtitle", slots), chart,
                                 together_remark(s) + p.word("ar_map_note", slots) + " " +
                                     s.headline.source()}},
                 .aside = {},
                 .id = "var"};
}

}  // namespace trygg::reports::profile
