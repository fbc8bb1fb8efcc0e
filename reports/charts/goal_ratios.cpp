#include "reports/charts/goal_ratios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/charts/rows.hpp"
#include "reports/figures.hpp"
#include "reports/phrases/by_factor.hpp"

namespace trygg::reports {
namespace {

constexpr RowMeasures measures{.row_height = 26,
                               .band_height = 28,
                               .numbers = 264,
                               .numbers_narrow = 0,
                               .text_height = 18,
                               .first_row = 84,
                               .first_row_narrow = 84};
constexpr double room_for_ratio = 68;  // right of the verdict, in the wide drawing
constexpr double step = 50, least_maximum = 150, most_maximum = 300;

RowFrame frame_of(const GoalRatioChart& chart, Format format) {
  std::vector<std::string> names;
  std::vector<bool> totals;
  for (const auto& row : chart.rows) {
    names.push_back(row.name);
    totals.push_back(row.kind == RowKind::total);
  }
  return {format, measures, names, totals};
}

std::string verdict(const GoalRatioChart& chart, const ReleasedGoalRow& row,
                    const Phrases& phrases) {
  const auto key = "development_" + row.development, by_goal = by_factor(key, chart.goal->factor);
  return phrases.word(phrases.has_word(by_goal) ? by_goal : key);
}

class RatioDrawing {
 public:
  RatioDrawing(const GoalRatioChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        frame_(frame_of(chart, format)),
        drawing_(frame_.width(), frame_.end() + 26),
        axis_{0, maximum(), frame_.plot_left(), frame_.plot_right() - (is_wide() ? 12 : 6)} {}

  Html drawn(const std::string& description) {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    frame_.draw_panels(drawing_);
    frame_.draw_ticks(drawing_, ticks());
    draw_goal();
    frame_.draw_names(drawing_);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) draw_row(i);
    return finished(drawing_, frame_.format(), chart_.id, chart_.title, description);
  }

 private:
  bool is_wide() const { return frame_.format() == Format::wide; }

  double maximum() const {
    double greatest = least_maximum;
    for (const auto& [name, row, kind] : chart_.rows)
      for (const auto* value : {&row->ratio, &row->ratio_upper})
        if (value->is_shown()) greatest = std::max(greatest, value->value());
    return std::min(most_maximum, std::ceil(greatest / step) * step);
  }

  std::vector<RowFrame::Tick> ticks() const {
    std::vector<RowFrame::Tick> all;
    for (double at = 0; at <= axis_.high; at += step)
      all.push_back({axis_.at(at), fmt::format("{:g}{}", at, at == axis_.high ? "\u00a0%" : ""),
                     at == 0 || at == 100});
    return all;
  }

  /// The goal's line, and what it and 100 are, above the ticks.
  void draw_goal() {
    const double goal = axis_.at(100 * chart_.goal->factor);
    frame_.draw_vertical(drawing_, "goalx", goal);
    const double y = frame_.first() - 28;
    drawing_.text(phrases_.word("goal_ratio_base", {{"t0", chart_.goal->baseline()}}),
                  axis_.at(100), y, {.style_class = "mu", .anchor = Anchor::middle});
    // A goal near 100 has its name at the left of its line.
    place_text(drawing_, phrases_.word("goal_ratio_goal"),
               {.style_class = "cg", .weight = Weight::semibold},
               {{goal, y, Anchor::middle}, {goal + 4, y, Anchor::end}});
  }

  void draw_row(std::size_t i) {
    const auto& row = *chart_.rows[i].row;
    const bool shown = row.ratio.is_shown();
    const auto fill = row.decision == Decision::flag ? Fill::hollow : Fill::solid;
    draw_mark(drawing_, axis_, {row.ratio, row.ratio_lower, row.ratio_upper, fill}, "r",
              frame_.centre(i));
    const auto value = phrases_.percent(row.ratio);
    if (!is_wide())
      return drawing_.text(fmt::format("{} · {}", value, verdict(chart_, row, phrases_)),
                           frame_.inset(), frame_.name_y(i) + 18, {.style_class = "mu"});
    const double right = frame_.width() - frame_.inset(), centre = frame_.centre(i);
    drawing_.text(value, right, centre + 5,
                  {.style_class = shown ? "tx" : "mu", .size = 14, .anchor = Anchor::end});
    drawing_.text(verdict(chart_, row, phrases_), right - room_for_ratio, centre + 5,
                  {.style_class = "mu", .size = 12, .anchor = Anchor::end});
  }

  const GoalRatioChart& chart_;
  const Phrases& phrases_;
  RowFrame frame_;
  Drawing drawing_;
  Axis axis_;
};

std::string description_of(const GoalRatioChart& chart, const Phrases& phrases) {
  auto text = phrases.word("goal_ratio_desc", {{"t0", chart.goal->baseline()}}) + " " +
              sentence_end(chart.title);
  for (const auto& [name, row, kind] : chart.rows) {
    const auto value =
        row->ratio.is_shown()
            ? fmt::format("{}\u00a0{} ({})", phrases.number(row->ratio), phrases.word("percent"),
                          phrases.range(row->ratio_lower, row->ratio_upper))
            : phrases.word("withheld");
    text += fmt::format(" {}: {}, {}.", name, value, uncapitalised(verdict(chart, *row, phrases)));
  }
  return text;
}

}  // namespace

void order_goal_ratios(std::vector<GoalRatioRow>& rows) {
  std::ranges::stable_sort(rows, [](const GoalRatioRow& a, const GoalRatioRow& b) {
    if (a.kind != b.kind) return a.kind == RowKind::total;
    return alphabetical(a.name, b.name);
  });
}

Chart goal_ratio_chart(const GoalRatioChart& chart, const Phrases& phrases) {
  return in_both_formats<RatioDrawing>(chart, phrases, description_of(chart, phrases));
}

}  // namespace trygg::reports
