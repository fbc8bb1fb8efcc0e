#include "reports/charts/dumbbell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/charts/rows.hpp"

namespace trygg::reports {
namespace {

constexpr RowMeasures measures{.row_height = 38,
                               .band_height = 34,
                               .numbers = 156,
                               .numbers_narrow = 112,
                               .first_row_narrow = 96};

RowFrame frame_of(const DumbbellChart& chart, Format format) {
  std::vector<std::string> names;
  for (const auto& row : chart.rows) names.push_back(row.name);
  return {format, measures, names, std::vector<bool>(names.size(), false)};
}

class DumbbellDrawing {
 public:
  DumbbellDrawing(const DumbbellChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        frame_(frame_of(chart, format)),
        drawing_(frame_.width(), frame_.end() + 26),
        scale_(scale()) {}

  Html drawn(const std::string& description) {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    draw_sex_key(drawing_, phrases_, is_wide() ? frame_.plot_left() : 0, is_wide() ? 40 : 34);
    draw_headings();
    frame_.draw_ticks(drawing_, ticks());
    frame_.draw_names(drawing_);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) draw_row(i);
    return finished(drawing_, frame_.format(), chart_.id, chart_.title, description);
  }

 private:
  bool is_wide() const { return frame_.format() == Format::wide; }

  Scale scale() const {
    double greatest = 0;
    for (const auto& row : chart_.rows)
      for (const auto* level : {row.women, row.men})
        if (level->estimate.is_shown()) greatest = std::max(greatest, level->estimate.value());
    return percent_scale(greatest, frame_.plot_left(), frame_.plot_right());
  }

  std::vector<RowFrame::Tick> ticks() const {
    std::vector<RowFrame::Tick> all;
    const auto last = static_cast<int>(std::lround(scale_.maximum / scale_.step));
    for (int i = 0; i <= last; ++i)
      all.push_back({scale_.at(i * scale_.step),
                     fmt::format("{:g}{}", i * scale_.step, i == last ? "\u00a0%" : ""), i == 0});
    return all;
  }

  void draw_headings() {
    const double right = frame_.width();
    const TextStyle bold{.anchor = Anchor::end, .weight = Weight::semibold};
    if (!is_wide())
      return drawing_.text(phrases_.word("difference_unit"), right, frame_.first() - 30, bold);
    drawing_.text(phrases_.word("difference"), right, frame_.first() - 26, bold);
    drawing_.text(phrases_.word("points"), right, frame_.first() - 9,
                  {.style_class = "mu", .anchor = Anchor::end});
  }

  void draw_row(std::size_t i) {
    const auto& row = chart_.rows[i];
    const double y = frame_.centre(i);
    if (is_withheld(*row.women) || is_withheld(*row.men))
      draw_withheld(row, y);
    else
      drawing_.line(is_secured(*row.gap) ? "gap" : "gapn", scale_.at(row.women->estimate.value()),
                    y, scale_.at(row.men->estimate.value()), y);
    draw_end(*row.men, "m", Shape::square, 11, y);
    draw_end(*row.women, "w", Shape::circle, 12, y);
    draw_difference(*row.gap, y);
  }

  void draw_end(const ReleasedRow& level, std::string_view series, Shape shape, double size,
                double y) {
    if (is_withheld(level)) return;
    drawing_.marker(series, shape, level.decision == Decision::flag ? Fill::hollow : Fill::solid,
                    scale_.at(level.estimate.value()), y, size);
  }

  /// The words stand where nothing else is: right of the mark that there is, else left of it.
  void draw_withheld(const DotRow& row, double y) {
    std::vector<std::string> who;
    if (is_withheld(*row.women)) who.push_back(phrases_.word("Women"));
    if (is_withheld(*row.men)) who.push_back(phrases_.word(who.empty() ? "Men" : "men"));
    const auto text = phrases_.listed(who) + ": " + phrases_.word("withheld");
    const auto& shown = is_withheld(*row.women) ? *row.men : *row.women;
    const double at =
        is_withheld(shown) ? frame_.plot_left() - 4 : scale_.at(shown.estimate.value());
    const TextStyle style{.style_class = "mu", .size = 12, .halo = Halo::page};
    const bool right = at + 14 + text_width(text, style.size) <= frame_.plot_right();
    place_text(drawing_, text, style,
               {{right ? at + 12 : at - 12, y + 4, right ? Anchor::start : Anchor::end}});
  }

  void draw_difference(const ReleasedRow& gap, double y) {
    const bool secured = is_secured(gap);
    const TextStyle style{.style_class = secured ? "tx" : "mu",
                          .size = 14,
                          .anchor = Anchor::end,
                          .weight = secured ? Weight::semibold : Weight::regular};
    drawing_.text(difference_with_margin(gap, phrases_), frame_.width(), secured ? y + 5 : y - 1,
                  style);
    if (!secured)
      drawing_.text(state_of(gap, phrases_), frame_.width(), y + 13,
                    {.style_class = "mu", .size = 12, .anchor = Anchor::end});
  }

  const DumbbellChart& chart_;
  const Phrases& phrases_;
  RowFrame frame_;
  Drawing drawing_;
  Scale scale_;
};

std::string description_of(const DumbbellChart& chart, const Phrases& phrases) {
  auto text = phrases.word("dumbbell_desc") + " " + sentence_end(chart.title);
  for (const auto& row : chart.rows)
    text += fmt::format(" {}: {} {}, {} {}, {} {}.", row.name, phrases.word("women"),
                        spoken_share(*row.women, phrases), phrases.word("men"),
                        spoken_share(*row.men, phrases), uncapitalised(phrases.word("difference")),
                        spoken_difference(*row.gap, phrases));
  return text;
}

}  // namespace

Chart dumbbell_chart(const DumbbellChart& chart, const Phrases& phrases) {
  return in_both_formats<DumbbellDrawing>(chart, phrases, description_of(chart, phrases));
}

}  // namespace trygg::reports
