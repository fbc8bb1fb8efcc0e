#include "reports/charts/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace trygg::reports {

bool is_secured(const ReleasedRow& comparison) {
  return comparison.finding == Finding::higher || comparison.finding == Finding::lower;
}

bool is_withheld(const ReleasedRow& row) {
  return !row.estimate.is_shown();
}

std::string spoken_share(const ReleasedRow& row, const Phrases& phrases) {
  if (is_withheld(row)) return phrases.word("withheld");
  auto text = phrases.number(row.estimate) + "\u00a0" + phrases.word("percent");
  if (row.decision == Decision::flag) text += ", " + phrases.word("chart_uncertain");
  return text;
}

std::string spoken_difference(const ReleasedRow& comparison, const Phrases& phrases) {
  if (is_withheld(comparison)) return state_of(comparison, phrases);
  return fmt::format("{} {}, {}", phrases.number(comparison.estimate), phrases.word("points"),
                     state_of(comparison, phrases));
}

std::string difference_with_margin(const ReleasedRow& comparison, const Phrases& phrases) {
  if (is_withheld(comparison)) return comparison.estimate.text();
  if (!comparison.margin.is_shown()) return phrases.number(comparison.estimate);
  return fmt::format("{} ± {}", phrases.number(comparison.estimate),
                     phrases.number(comparison.margin));
}

std::string signed_difference(const ReleasedRow& comparison, const Phrases& phrases) {
  const auto text = difference_with_margin(comparison, phrases);
  return !is_withheld(comparison) && comparison.estimate.value() > 0 ? "+" + text : text;
}

std::string state_of(const ReleasedRow& comparison, const Phrases& phrases) {
  const auto finding =
      comparison.finding == Finding::none ? Finding::suppressed : comparison.finding;
  return phrases.word("state_" + std::string(to_text(finding)));
}

std::string withheld_words(const ReleasedRow& row, std::string_view who, const Phrases& phrases) {
  const auto* key = row.reason == "few_answers" ? "withheld_few_answers" : "withheld_other";
  return phrases.word(key, {{"who", std::string(who)}});
}

std::string sentence_end(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '?') text += '.';
  return text;
}

std::vector<std::string> wrapped(std::string_view text, double width, const TextStyle& style) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = text.find_first_of(" -", from);
    const auto piece = text.substr(from, end == text.npos ? text.npos : end + 1 - from);
    from += piece.size();
    // A space at the end of a line takes no room.
    const auto visible = piece.ends_with(' ') ? piece.substr(0, piece.size() - 1) : piece;
    if (!line.empty() && text_width(line + std::string(visible), style.size, style.weight) > width)
      lines.push_back(std::move(line)), line.clear();
    line += piece;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  for (auto& one : lines)
    if (one.ends_with(' ')) one.pop_back();
  return lines;
}

double draw_lines(Drawing& drawing, const std::vector<std::string>& lines, double x, double y,
                  double leading, const TextStyle& style) {
  for (const auto& line : lines) {
    drawing.text(line, x, y, style);
    y += leading;
  }
  return y;
}

Mark mark_of(const ReleasedRow& row) {
  return {row.estimate, row.lower, row.upper,
          row.decision == Decision::flag ? Fill::hollow : Fill::solid};
}

void draw_mark(Drawing& drawing, const Axis& axis, const Mark& mark, std::string_view series,
               double y) {
  if (!mark.estimate.is_shown()) return;
  const std::string own(series);
  if (mark.lower.is_shown() && mark.upper.is_shown()) {
    const double from = std::max(axis.low, mark.lower.value());
    const double to = std::min(axis.high, mark.upper.value());
    drawing.line(own + (mark.fill == Fill::hollow ? "i dash" : "i"), axis.at(from), y, axis.at(to),
                 y);
    if (mark.upper.value() > axis.high)
      drawing.polygon(own, {{axis.end, y - 5}, {axis.end + 7, y}, {axis.end, y + 5}});
  }
  const bool square = series == "m";
  if (mark.estimate.value() <= axis.high)
    drawing.marker(series, square ? Shape::square : Shape::circle, mark.fill,
                   axis.at(mark.estimate.value()), y, square ? 11 : 12);
}

}  // namespace trygg::reports
