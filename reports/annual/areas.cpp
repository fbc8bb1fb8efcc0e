#include <fmt/format.h>

#include "reports/annual/parts.hpp"
#include "reports/annual/templates.hpp"
#include "reports/charts/lines.hpp"

namespace trygg::reports::annual {
namespace {

namespace t = templates;

/// Women and men in one area.
struct AreaGap {
  const Phrases& p;
  const Slots& slots;
  Sentence operator()(const Higher& x) const { return p.say(t::S03_place, x, slots); }
  Sentence operator()(const Lower& x) const { return p.say(t::S04_place, x, slots); }
  Sentence operator()(const Similar& x) const { return p.say(t::S06_place, x, slots); }
  Sentence operator()(const NotShown& x) const { return p.say(t::S07, x, slots); }
  Sentence operator()(const Undetermined& x) const { return p.say(t::S09, x, slots); }
  Sentence operator()(const Broken& x) const { return p.say(t::S21_gap_place, x, slots); }
  Sentence operator()(const Withheld& x) const { return p.say(t::X_gap_place, x, slots); }
};

std::string gap_sentence(const Context& c, const AreaFigures& a) {
  const auto name = c.in_area(*a.area);
  const Slots slots{{"place", name},
                    {"areas", name},
                    {"share", c.share()},
                    {"women", c.phrases.number(a.women->estimate)},
                    {"men", c.phrases.number(a.men->estimate)}};
  return std::visit(AreaGap{c.phrases, slots}, permitted(*a.gap)).text();
}

Fact level_fact(const Context& c, const std::string& name, const std::string& style,
                const ReleasedRow& row) {
  auto value = c.phrases.percent(row.estimate);
  if (row.decision == Decision::flag) value += "*";
  const auto below =
      row.estimate.is_shown()
          ? c.phrases.word("interval_is", {{"range", c.phrases.range(row.lower, row.upper)}})
          : c.phrases.word("withheld");
  return {name, style, value, below};
}

Fact gap_fact(const Context& c, const ReleasedRow& gap) {
  const auto state = c.phrases.word("state_" + std::string(to_text(gap.finding)));
  const auto below = gap.margin.is_shown()
                         ? c.phrases.word("margin_is", {{"margin", c.phrases.number(gap.margin)},
                                                        {"state", state}})
                         : state;
  return {c.phrases.word("difference_unit"), "", c.phrases.number(gap.estimate), below};
}

LineSeries series(const Context& c, const AreaFigures& a, const char* name, const char* style,
                  Shape shape, const std::string& sex) {
  LineSeries line{c.phrases.word(name), style, shape, {}};
  for (const auto& round : c.project().rounds) {
    const bool asked = c.figures.was_asked(round.wave);
    line.points.push_back(
        {round.wave, round.year, asked ? &c.figures.level(round.wave, a.place, sex) : nullptr});
  }
  return line;
}

std::string value_text(const Context& c, const LinePoint& point) {
  const bool shown = point.row != nullptr && point.row->estimate.is_shown();
  return shown ? c.phrases.number(point.row->estimate) + "\u00a0" + c.phrases.word("percent")
               : c.phrases.word("withheld");
}

std::string description(const Context& c, const std::string& place, const LineSeries& women,
                        const LineSeries& men) {
  auto text = c.phrases.word("annual_area_desc", {{"place", place}});
  for (std::size_t i = 0; i < women.points.size(); ++i)
    text += fmt::format(" {}: {} {}, {} {}.", women.points[i].wave, c.phrases.word("women"),
                        value_text(c, women.points[i]), c.phrases.word("men"),
                        value_text(c, men.points[i]));
  return text;
}

bool any_shown(const LineSeries& line) {
  for (const auto& point : line.points)
    if (point.row != nullptr && point.row->estimate.is_shown()) return true;
  return false;
}

/// The development of women and men in the area; nothing where no round has a figure.
std::vector<Block> development(Context& c, const AreaFigures& a) {
  const auto& project = c.project();
  const auto women = series(c, a, "Women", "w", Shape::circle, project.women_code);
  const auto men = series(c, a, "Men", "m", Shape::square, project.men_code);
  if (women.points.size() < 2 || (!any_shown(women) && !any_shown(men))) return {};
  const bool women_above = !a.women->estimate.is_shown() || !a.men->estimate.is_shown() ||
                           a.women->estimate.value() >= a.men->estimate.value();
  const auto n = ++c.figure_number;
  const auto title = fmt::format("{} {}", c.input.indicator.short_name, c.in_area(*a.area));
  const auto chart =
      line_chart({.id = fmt::format("f{}", n),
                  .title = title,
                  .description = description(c, c.in_area(*a.area), women, men),
                  .series = women_above ? std::vector{women, men} : std::vector{men, women},
                  .comparable_since = project.comparable_since,
                  .synthetic = project.synthetic},
                 c.phrases);
  const auto subtitle = c.phrases.word(
      "annual_area_subtitle",
      {{"measure", c.input.indicator.measure}, {"unit", c.unit()}, {"ages", project.ages}});
  return {Figure{n, title, subtitle, chart, c.phrases.word("change_note") + " " + c.source(),
                 "omraden-k"}};
}

Section area_section(Report& r, const AreaFigures& a) {
  auto& c = r.headline;
  const auto& together = c.figures.level(c.wave(), a.place, "");
  Section section{.heading = a.area->name, .id = "omrade-" + a.area->code, .level = 3};
  section.main.push_back(
      Facts{{level_fact(c, c.phrases.word("Women"), "cw", *a.women),
             level_fact(c, c.phrases.word("Men"), "cm", *a.men), gap_fact(c, *a.gap),
             level_fact(c, c.phrases.word("annual_all_fact"), "", together)}});
  auto text = gap_sentence(c, a);
  const auto change = change_sentence(c, a.place, c.in_area(*a.area));
  if (!change.empty()) text += " " + change;
  section.main.push_back(Paragraph{text});
  append(section.main, r.numbered(c, [&](Context& x) { return development(x, a); }));
  return section;
}

}  // namespace

std::vector<Section> areas_sections(Report& r) {
  auto& c = r.headline;
  if (c.areas.empty()) return {};
  const Slots slots{{"the_many", capitalised(r.project().area_the_many)}};
  std::vector<Section> all{{.heading = r.phrases.word("annual_areas_heading", slots),
                            .main = {Paragraph{r.phrases.word("annual_areas_text")}},
                            .id = "omraden",
                            .print = PageBreak::before}};
  append(all.front().main, r.numbered(c, area_developments));
  for (const auto& a : c.areas) all.push_back(area_section(r, a));
  return all;
}

}  // namespace trygg::reports::annual
