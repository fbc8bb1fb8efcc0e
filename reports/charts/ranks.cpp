#include "reports/charts/ranks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "reports/charts/rows.hpp"
#include "reports/figures.hpp"

namespace trygg::reports {
namespace {

constexpr RowMeasures measures{.row_height = 34,
                               .band_height = 26,
                               .numbers = 84,
                               .numbers_narrow = 62,
                               .first_row = 62,
                               .first_row_narrow = 78};
constexpr std::size_t fewest_certain = 3;

std::size_t number_of_places(const std::vector<RankRow>& rows) {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const auto& row) { return row.places.has_value(); }));
}

std::string places_text(const RankRow& row) {
  if (!row.places) return "..";
  if (row.places->highest == row.places->lowest) return fmt::format("{}", row.places->highest);
  return typeset(fmt::format("{}–{}", row.places->highest, row.places->lowest));
}

void order(std::vector<RankRow>& rows) {
  std::ranges::stable_sort(rows, [](const RankRow& a, const RankRow& b) {
    if (a.places.has_value() != b.places.has_value()) return a.places.has_value();
    if (a.places) {
      if (a.places->highest != b.places->highest) return a.places->highest < b.places->highest;
      if (a.places->lowest != b.places->lowest) return a.places->lowest < b.places->lowest;
    }
    return alphabetical(a.name, b.name);
  });
}

RowFrame frame_of(const RankChart& chart, Format format) {
  std::vector<std::string> names;
  for (const auto& row : chart.rows) names.push_back(row.name);
  return {format, measures, names, std::vector<bool>(names.size(), false)};
}

class RankDrawing {
 public:
  RankDrawing(const RankChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        frame_(frame_of(chart, format)),
        drawing_(frame_.width(), frame_.end() + 26),
        axis_{1, static_cast<double>(std::max<std::size_t>(2, number_of_places(chart.rows))),
              frame_.plot_left() + 8, frame_.plot_right() - 12} {}

  Html drawn(const std::string& description) {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    drawing_.text(phrases_.word("rank_first"),
                  frame_.format() == Format::wide ? axis_.start - 5 : 0, frame_.first() - 28,
                  {.style_class = "mu"});
    drawing_.text(phrases_.word("rank_places"), frame_.width(), frame_.first() - 8,
                  {.style_class = "tx", .anchor = Anchor::end, .weight = Weight::semibold});
    frame_.draw_ticks(drawing_, ticks());
    frame_.draw_names(drawing_);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) draw_row(i);
    return finished(drawing_, frame_.format(), chart_.id, chart_.title, description);
  }

 private:
  std::vector<RowFrame::Tick> ticks() const {
    const auto last = static_cast<std::size_t>(axis_.high);
    const std::size_t step = last > 40 ? 20 : last > 20 ? 10 : 1;
    std::vector<RowFrame::Tick> all;
    for (std::size_t place = 1; place <= last; place += place == 1 && step > 1 ? step - 1 : step)
      all.push_back({axis_.at(static_cast<double>(place)), fmt::format("{}", place), false});
    return all;
  }

  void draw_row(std::size_t i) {
    const auto& row = chart_.rows[i];
    const double y = frame_.centre(i);
    drawing_.text(places_text(row), frame_.width(), y + 5,
                  {.style_class = row.places ? "tx" : "mu", .size = 14, .anchor = Anchor::end});
    if (!row.places) {
      drawing_.text(phrases_.word("withheld"), axis_.start, y + 4,
                    {.style_class = "mu", .size = 12, .halo = Halo::page});
      return;
    }
    const auto at = [&](std::size_t place) { return axis_.at(static_cast<double>(place)); };
    // A single place has a line of its own width, not none.
    drawing_.line("rank", at(row.places->highest) - 3, y, at(row.places->lowest) + 3, y);
  }

  const RankChart& chart_;
  const Phrases& phrases_;
  RowFrame frame_;
  Drawing drawing_;
  Axis axis_;
};

std::string description_of(const RankChart& chart, const Phrases& phrases) {
  auto text = phrases.word("rank_desc") + " " + sentence_end(chart.title);
  for (const auto& row : chart.rows)
    text += fmt::format(" {}: {}.", row.name,
                        row.places ? phrases.word("rank_place", {{"places", places_text(row)}})
                                   : phrases.word("withheld"));
  return text;
}

}  // namespace

CertainHalves certain_halves(const std::vector<RankRow>& rows) {
  const auto places = number_of_places(rows);
  CertainHalves halves;
  for (const auto& row : rows) {
    if (!row.places) continue;
    require(row.places->highest >= 1 && row.places->highest <= row.places->lowest &&
                row.places->lowest <= places,
            "{}: places {} to {} of {}", row.name, row.places->highest, row.places->lowest, places);
    if (row.places->lowest <= places / 2) halves.upper.push_back(row.name);
    if (row.places->highest > (places + 1) / 2) halves.lower.push_back(row.name);
  }
  return halves;
}

std::vector<std::string> possibly_first(const std::vector<RankRow>& rows) {
  std::vector<std::string> first;
  for (const auto& row : rows)
    if (row.places && row.places->highest == 1) first.push_back(row.name);
  return first;
}

std::optional<Chart> rank_chart(const RankChart& chart, const Phrases& phrases) {
  if (certain_halves(chart.rows).count() < fewest_certain) return std::nullopt;
  auto ordered = chart;
  order(ordered.rows);
  return in_both_formats<RankDrawing>(ordered, phrases, description_of(ordered, phrases));
}

}  // namespace trygg::reports
