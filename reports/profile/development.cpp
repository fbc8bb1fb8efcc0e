#include <fmt/format.h>

#include <algorithm>

#include "reports/charts/lines.hpp"
#include "reports/charts/text_width.hpp"
#include "reports/phrases/by_state.hpp"
#include "reports/profile/parts.hpp"

namespace trygg::reports::profile {
namespace {

/// The headline and the second indicator, which may be none.
std::vector<const Indicator*> leads(const Subject& s) {
  const auto& input = s.headline.input;
  std::vector<const Indicator*> found{&input.indicator};
  for (const auto* indicator : s.shares)
    if (indicator->id == input.second_indicator && indicator->id != input.indicator.id)
      found.push_back(indicator);
  return found;
}

/// The name where it has room at the end of its line, else what stands for it.
std::string name_at_end(const Subject& s, const std::string& name, const char* otherwise) {
  constexpr double room = 70;         // of the narrow drawing
  constexpr double wider_font = 1.2;  // where a reader has no Inter
  const bool fits = wider_font * text_width(name, 13, Weight::semibold) <= room;
  return fits ? name : s.phrases().word(otherwise);
}

LineSeries series(const Subject& s, const Figures& figures, const std::string& name,
                  const char* style, const Location& place) {
  LineSeries line{name, style, Shape::circle, {}};
  for (const auto& round : s.project().rounds)
    line.points.push_back(
        {round.wave, round.year,
         figures.was_asked(round.wave) ? &figures.level(round.wave, place, "") : nullptr});
  return line;
}

bool any_shown(const LineSeries& line) {
  return std::ranges::any_of(line.points, [](const LinePoint& point) {
    return point.row != nullptr && point.row->estimate.is_shown();
  });
}

std::string value(const Phrases& p, const LinePoint& point) {
  if (!point.row->estimate.is_shown()) return p.word("withheld");
  return p.number(point.row->estimate) + "\u00a0" + p.word("percent");
}

std::string description(const Subject& s, const LineSeries& area, const LineSeries& whole) {
  const auto& p = s.phrases();
  auto text = p.word("ar_development_desc", {{"name", s.area.name}, {"whole", s.project().whole}});
  for (std::size_t i = 0; i < area.points.size(); ++i) {
    const auto& point = area.points[i];
    if (point.row == nullptr)
      text += " " + p.word("round_missing", {{"wave", point.wave}}) + ".";
    else
      text += fmt::format(" {}: {} {}, {} {}.", point.wave, s.area.name, value(p, point),
                          s.project().whole, value(p, whole.points[i]));
  }
  return text;
}

std::string title(const Subject& s, const Indicator& indicator, const Figures& figures) {
  const auto& change =
      figures.change(s.project().comparison_wave, s.headline.wave(), s.place(), "");
  return said(s.phrases(), "ar_change_head", change, s.slots(indicator, "")).text();
}

std::optional<Figure> figure(Subject& s, const Indicator& indicator) {
  const Figures figures(s.headline.input.release, indicator.id, s.project());
  const auto area =
      series(s, figures, name_at_end(s, s.area.name, "ar_series_area"), "r", s.place());
  const auto whole =
      series(s, figures, name_at_end(s, s.headline.whole_name(), "ar_series_whole"), "c", {});
  if (!any_shown(area)) return {};
  const int n = ++s.headline.figure_number;
  const auto finding = title(s, indicator, figures);
  const bool is_lead = indicator.id == s.headline.input.indicator.id;
  const auto& last = area.points.back().row;
  const auto& all = whole.points.back().row;
  const bool area_above = last == nullptr || all == nullptr || !last->estimate.is_shown() ||
                          !all->estimate.is_shown() ||
                          last->estimate.value() >= all->estimate.value();
  const auto chart =
      line_chart({.id = fmt::format("f{}", n),
                  .title = finding,
                  .description = description(s, area, whole),
                  .series = area_above ? std::vector{area, whole} : std::vector{whole, area},
                  .comparable_since = is_lead ? s.project().comparable_since : "",
                  .synthetic = s.project().synthetic,
                  .print = PrintWidth::half},
                 s.phrases());
  const auto slots = s.slots(indicator, "");
  return Figure{n,
                finding,
                s.phrases().word("ar_development_subtitle", slots),
                chart,
                s.phrases().word("ar_development_note", slots) + " " + s.headline.source(),
                is_lead ? "utveckling" : "",
                PrintWidth::half};
}

}  // namespace

std::optional<Section> development_section(Subject& s) {
  if (s.project().comparison_wave.empty() || s.project().rounds.size() < 2) return {};
  Section section{.heading = s.phrases().word("change_heading"),
                  .main = {},
                  .aside = {},
                  .id = "utvecklingen",
                  .print = PageBreak::before};
  for (const auto* indicator : leads(s))
    if (auto made = figure(s, *indicator)) section.main.push_back(std::move(*made));
  if (section.main.empty())
    section.main.push_back(Paragraph{
        s.phrases()
            .say(StatementTemplate{"ar_no_development"}, s.slots(s.headline.input.indicator, ""))
            .text()});
  return section;
}

}  // namespace trygg::reports::profile
