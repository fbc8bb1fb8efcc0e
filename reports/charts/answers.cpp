#include "reports/charts/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "reports/charts/rows.hpp"

namespace trygg::reports {
namespace {

constexpr std::size_t most_parts = 7;
constexpr double bar_height = 22, gap = 2, least_labelled = 7;

std::string style_of(AnswerColour colour) {
  constexpr const char* names[] = {"a1", "a2", "a3", "a4", "a5"};
  return names[static_cast<std::size_t>(colour)];
}

/// Where each name of the key stands: it flows over as many lines as it needs.
struct KeyPlaces {
  std::vector<std::pair<double, double>> places;
  double bottom;
};

KeyPlaces key_places(const AnswerChart& chart, Format format) {
  const double width = format == Format::wide ? 760 : 343;
  KeyPlaces key;
  double x = 0, y = format == Format::wide ? 44 : 40;
  for (const auto& part : chart.parts) {
    const double room = 22 + text_width(part.label, 13);
    if (x > 0 && x + room > width) x = 0, y += 22;
    key.places.emplace_back(x, y);
    x += room + 18;
  }
  key.bottom = y;
  return key;
}

RowFrame frame_of(const AnswerChart& chart, Format format) {
  const double first = key_places(chart, format).bottom + (format == Format::wide ? 32 : 18);
  const RowMeasures measures{.row_height = 46,
                             .band_height = 40,
                             .numbers = 150,
                             .text_height = 18,
                             .first_row = first,
                             .first_row_narrow = first};
  std::vector<std::string> names;
  for (const auto& row : chart.rows) names.push_back(row.name);
  return {format, measures, names, std::vector<bool>(names.size(), false)};
}

class AnswerDrawing {
 public:
  AnswerDrawing(const AnswerChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        frame_(frame_of(chart, format)),
        drawing_(frame_.width(), frame_.end() + 6) {
    left_ = is_wide() ? frame_.plot_left() : 0;
    right_ = is_wide() ? frame_.plot_right() : frame_.width();
  }

  Html drawn(const std::string& description) {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    draw_key_line();
    frame_.draw_names(drawing_);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) draw_row(i);
    return finished(drawing_, frame_.format(), chart_.id, chart_.title, description);
  }

 private:
  bool is_wide() const { return frame_.format() == Format::wide; }

  void fill(AnswerColour colour, const Box& box) {
    if (colour == AnswerColour::hatch) return drawing_.hatched("tl", box);
    drawing_.rect(style_of(colour) + " tl", box);
  }

  void draw_key_line() {
    if (is_wide())
      drawing_.text(phrases_.word("answer_counted_heading"), frame_.width(), frame_.first() - 4,
                    {.style_class = "mu", .anchor = Anchor::end});
    const auto key = key_places(chart_, frame_.format());
    for (std::size_t p = 0; p < chart_.parts.size(); ++p) {
      const auto [x, y] = key.places[p];
      fill(chart_.parts[p].colour, {x + 0.5, y - 11, x + 14.5, y + 3});
      drawing_.text(chart_.parts[p].label, x + 22, y, {.style_class = "mu"});
    }
  }

  static bool is_whole(const AnswerRow& row) {
    return std::ranges::none_of(row.shares, [](const auto* s) { return is_withheld(*s); });
  }

  void draw_row(std::size_t i) {
    const auto& row = chart_.rows[i];
    const double top = is_wide() ? frame_.centre(i) - bar_height / 2 - 4 : frame_.bottom(i) - 40;
    draw_indicator(i);
    if (is_whole(row)) return draw_bar(row, top);
    drawing_.text(capitalised(phrases_.word("withheld")), left_, top + (is_wide() ? 19 : 15),
                  {.style_class = "mu", .size = 12});
  }

  /// Shares are rounded one by one; their sum, nearly 100, is the length of the bar.
  void draw_bar(const AnswerRow& row, double top) {
    double sum = 0;
    for (const auto* share : row.shares) sum += share->estimate.value();
    if (sum <= 0) return;
    double x = left_;
    for (std::size_t p = 0; p < row.shares.size(); ++p) {
      const double share = row.shares[p]->estimate.value();
      const double next = x + (right_ - left_) * share / sum;
      if (next - x > gap + 0.5)
        draw_part(p, *row.shares[p], {x + gap / 2, top, next - gap / 2, top + bar_height});
      x = next;
    }
    draw_counted(row, sum, top + bar_height + 5);
  }

  void draw_part(std::size_t p, const ReleasedRow& share, const Box& box) {
    const auto colour = chart_.parts[p].colour;
    fill(colour, box);
    const auto text = phrases_.number(share.estimate);
    const TextStyle style{.style_class = colour == AnswerColour::a5      ? "ona5"
                                         : colour == AnswerColour::hatch ? "tx"
                                                                         : "ona",
                          .anchor = Anchor::middle};
    if (share.estimate.value() >= least_labelled &&
        text_width(text, style.size) + 6 <= box.right - box.left)
      drawing_.text(text, (box.left + box.right) / 2, box.top + 15.5, style);
  }

  /// The line below each run of counted parts.
  void draw_counted(const AnswerRow& row, double sum, double y) {
    double x = left_, from = -1;
    for (std::size_t p = 0; p <= row.shares.size(); ++p) {
      const bool counted = p < row.shares.size() && chart_.parts[p].counted == InIndicator::yes;
      if (counted && from < 0) from = x + gap / 2;
      if (!counted && from >= 0) {
        drawing_.polyline(
            "cut", {{from, y - 3}, {from, y + 2}, {x - gap / 2, y + 2}, {x - gap / 2, y - 3}});
        from = -1;
      }
      if (p < row.shares.size()) x += (right_ - left_) * row.shares[p]->estimate.value() / sum;
    }
  }

  void draw_indicator(std::size_t i) {
    const auto& share = *chart_.rows[i].indicator;
    const bool shown = !is_withheld(share);
    const auto value = phrases_.percent(share.estimate);
    const auto range = phrases_.range(share.lower, share.upper);
    if (!is_wide()) {
      const auto text = shown ? fmt::format("{} ({})", value, range) : value;
      return drawing_.text(phrases_.word("answer_counted", {{"value", text}}), 0,
                           frame_.name_y(i) + 18, {.style_class = "mu"});
    }
    const double right = frame_.width(), y = frame_.centre(i);
    drawing_.text(value, right, y - 2,
                  {.size = 14, .anchor = Anchor::end, .weight = Weight::semibold});
    if (shown)
      drawing_.text(range, right, y + 14, {.style_class = "mu", .size = 12, .anchor = Anchor::end});
  }

  const AnswerChart& chart_;
  const Phrases& phrases_;
  RowFrame frame_;
  Drawing drawing_;
  double left_ = 0, right_ = 0;
};

std::string description_of(const AnswerChart& chart, const Phrases& phrases) {
  auto text = phrases.word("answer_desc") + " " + sentence_end(chart.title);
  for (const auto& row : chart.rows) {
    text += " " + row.name + ":";
    for (std::size_t p = 0; p < chart.parts.size(); ++p)
      text += fmt::format("{} {} {}", p == 0 ? "" : ";", uncapitalised(chart.parts[p].label),
                          spoken_share(*row.shares[p], phrases));
    text += "; " +
            phrases.word("answer_counted", {{"value", spoken_share(*row.indicator, phrases)}}) +
            ".";
  }
  return text;
}

}  // namespace

Chart answer_chart(const AnswerChart& chart, const Phrases& phrases) {
  require(!chart.parts.empty() && chart.parts.size() <= most_parts,
          "figure {}: one to seven kinds of answer can be told apart, not {}; put some together",
          chart.id, chart.parts.size());
  for (const auto& row : chart.rows)
    require(row.shares.size() == chart.parts.size(), "figure {}: '{}' has {} shares of {} answers",
            chart.id, row.name, row.shares.size(), chart.parts.size());
  return in_both_formats<AnswerDrawing>(chart, phrases, description_of(chart, phrases));
}

}  // namespace trygg::reports
