#include "reports/charts/against_whole.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/charts/rows.hpp"

namespace trygg::reports {
namespace {

constexpr RowMeasures measures{.row_height = 38,
                               .band_height = 40,
                               .numbers = 200,
                               .numbers_narrow = 112,
                               .first_row = 84,
                               .first_row_narrow = 98};

RowFrame frame_of(const AgainstWholeChart& chart, Format format) {
  std::vector<std::string> names;
  for (const auto& row : chart.rows) names.push_back(row.name);
  return {format, measures, names, std::vector<bool>(names.size(), false)};
}

/// One comparison of a row and how it is drawn.
struct Part {
  const ReleasedRow* comparison;
  const char* series;
  const char* text_class;
  const char* word;
  double dy;  ///< from the middle of the row
};

std::vector<Part> parts_of(const AgainstRow& row) {
  std::vector<Part> parts;
  if (row.women != nullptr) parts.push_back({row.women, "w", "cw", "women", -8});
  if (row.men != nullptr) parts.push_back({row.men, "m", "cm", "men", 8});
  if (row.together != nullptr) parts.push_back({row.together, "r", "tx", "both_sexes", 0});
  return parts;
}

/// Between the ticks of an axis that reaches `greatest` on both sides of zero.
double step_to(double greatest) {
  return greatest <= 5 ? 2.5 : greatest <= 15 ? 5 : greatest <= 40 ? 10 : 20;
}

class AgainstDrawing {
 public:
  AgainstDrawing(const AgainstWholeChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        frame_(frame_of(chart, format)),
        drawing_(frame_.width(), frame_.end() + 26),
        axis_(axis()) {}

  Html drawn(const std::string& description) {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    draw_headings();
    frame_.draw_ticks(drawing_, ticks());
    frame_.draw_names(drawing_);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i)
      for (const auto& part : parts_of(chart_.rows[i])) draw_part(part, frame_.centre(i) + part.dy);
    return finished(drawing_, frame_.format(), chart_.id, chart_.title, description);
  }

 private:
  bool is_wide() const { return frame_.format() == Format::wide; }

  /// As far to the left as to the right of zero, in whole steps.
  Axis axis() const {
    double greatest = 0;
    for (const auto& row : chart_.rows)
      for (const auto& part : parts_of(row))
        for (const auto* value : {&part.comparison->lower, &part.comparison->upper})
          if (value->is_shown()) greatest = std::max(greatest, std::abs(value->value()));
    const double step = step_to(greatest);
    const double end = std::max(2.0, std::ceil(greatest / step)) * step;
    return {-end, end, frame_.plot_left() + (is_wide() ? 0 : 6), frame_.plot_right() - 12};
  }

  std::vector<RowFrame::Tick> ticks() const {
    const double step = step_to(axis_.high);
    std::vector<RowFrame::Tick> all;
    const int last = static_cast<int>(std::lround(axis_.high / step));
    for (int i = -last; i <= last; ++i) {
      const auto number = localised(fmt::format("{:g}", i * step), phrases_.language());
      all.push_back({axis_.at(i * step), i > 0 ? "+" + number : number, i == 0});
    }
    return all;
  }

  void draw_headings() {
    const double y = frame_.first() - 28;
    draw_sexes(is_wide() ? 26 : 34);
    const TextStyle lower{.style_class = "mu", .anchor = Anchor::end}, higher{.style_class = "mu"};
    const double zero = axis_.at(0);
    if (!is_wide()) {
      drawing_.text(phrases_.word("against_lower"), zero - 10, y, lower);
      drawing_.text(phrases_.word("against_higher"), zero + 10, y, higher);
    } else {
      const Slots slots{{"whole", chart_.whole}};
      drawing_.text(phrases_.word("against_lower_whole", slots), zero - 12, y, lower);
      drawing_.text(phrases_.word("against_higher_whole", slots), zero + 12, y, higher);
    }
    drawing_.text(phrases_.word(is_wide() ? "points" : "points_short"), frame_.width(),
                  frame_.first() - 8, {.style_class = "mu", .anchor = Anchor::end});
  }

  void draw_sexes(double y) {
    const bool by_sex = std::ranges::any_of(
        chart_.rows, [](const auto& row) { return row.women != nullptr || row.men != nullptr; });
    if (by_sex) draw_sex_key(drawing_, phrases_, 0, y);
  }

  void draw_part(const Part& part, double y) {
    const auto& row = *part.comparison;
    draw_mark(drawing_, axis_, mark_of(row), part.series, y);
    const bool secured = is_secured(row);
    auto text = signed_difference(row, phrases_);
    if (is_wide() && is_withheld(row))
      text += "  " + state_of(row, phrases_);
    else if (is_wide() && !row.margin.is_shown())  // limits that lie unevenly about it
      text += fmt::format(" ({})", phrases_.range(row.lower, row.upper));
    drawing_.text(text, frame_.width(), y + 5,
                  {.style_class = secured ? part.text_class : "mu",
                   .anchor = Anchor::end,
                   .weight = secured ? Weight::semibold : Weight::regular});
  }

  const AgainstWholeChart& chart_;
  const Phrases& phrases_;
  RowFrame frame_;
  Drawing drawing_;
  Axis axis_;
};

std::string description_of(const AgainstWholeChart& chart, const Phrases& phrases) {
  auto text = phrases.word("against_desc", {{"area", chart.area}, {"whole", chart.whole}}) + " " +
              sentence_end(chart.title);
  for (const auto& row : chart.rows) {
    text += " " + row.name + ":";
    const char* separator = " ";
    for (const auto& part : parts_of(row)) {
      text += separator + phrases.word(part.word) + " ";
      if (!is_withheld(*part.comparison) && part.comparison->estimate.value() > 0) text += "+";
      text += spoken_difference(*part.comparison, phrases);
      separator = "; ";
    }
    text += ".";
  }
  return text;
}

}  // namespace

Chart against_whole_chart(const AgainstWholeChart& chart, const Phrases& phrases) {
  return in_both_formats<AgainstDrawing>(chart, phrases, description_of(chart, phrases));
}

}  // namespace trygg::reports
