#include "reports/charts/svg.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace trygg::reports {
namespace {

// Inter's capitals reach 0.73 em, descenders 0.24 em; digits and most letters less.
constexpr double ascent = 0.76, descent = 0.22;
// Two boxes that share less than this are neighbours, not an overlap.
constexpr double tolerance = 0.5;

std::string_view name(Anchor anchor) {
  return anchor == Anchor::middle ? "middle" : "end";
}

std::string joined_points(const Points& points) {
  std::string text;
  for (const auto& [x, y] : points)
    text += (text.empty() ? "" : " ") + coordinate(x) + ',' + coordinate(y);
  return text;
}

std::string path_of(const std::vector<Points>& rings) {
  std::string text;
  for (const auto& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      text += (i == 0 ? 'M' : 'L') + coordinate(ring[i].first) + ' ' + coordinate(ring[i].second);
    text += 'Z';
  }
  return text;
}

/// Stands for the drawing's id, which is known only when it is finished; no text can hold it,
/// since control characters are no characters of XML.
constexpr char id_place = '\x01';

std::string with_id(std::string_view body, std::string_view id) {
  std::string text;
  for (const char c : body)
    if (c == id_place)
      text += id;
    else
      text += c;
  return text;
}

/// 45 degrees, 2.5 px every 7 px.
constexpr std::string_view hatch_pattern =
    R"svg(<defs><pattern id="{}-h" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hbg" width="7" height="7"/><line class="hln" x1="0" y1="0" x2="0" y2="7"/></pattern></defs>)svg";

}  // namespace

bool Box::overlaps(const Box& other) const {
  return left < other.right - tolerance && other.left < right - tolerance &&
         top < other.bottom - tolerance && other.top < bottom - tolerance;
}

std::string coordinate(double value) {
  auto text = fmt::format("{:.1f}", value);
  return text == "-0.0" ? "0.0" : text;
}

void Drawing::line(std::string_view style_class, double x1, double y1, double x2, double y2) {
  body_ += fmt::format(R"(<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>)", style_class,
                       coordinate(x1), coordinate(y1), coordinate(x2), coordinate(y2));
}

void Drawing::rect(std::string_view style_class, Box box, double radius) {
  body_ += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}")", style_class,
                       coordinate(box.left), coordinate(box.top), coordinate(box.right - box.left),
                       coordinate(box.bottom - box.top));
  if (radius > 0) body_ += fmt::format(R"( rx="{}")", radius);
  body_ += "/>";
}

void Drawing::polyline(std::string_view style_class, const Points& points) {
  body_ += fmt::format(R"(<polyline class="{}" points="{}"/>)", style_class, joined_points(points));
}

void Drawing::polygon(std::string_view style_class, const Points& points) {
  body_ += fmt::format(R"(<polygon class="{}" points="{}"/>)", style_class, joined_points(points));
}

void Drawing::marker(std::string_view series, Shape shape, Fill fill, double x, double y,
                     double size) {
  const auto style = std::string(series) + (fill == Fill::hollow ? "-open" : "");
  const double half = size / 2;
  if (shape == Shape::circle)
    body_ += fmt::format(R"(<circle class="{}" cx="{}" cy="{}" r="{}"/>)", style, coordinate(x),
                         coordinate(y), half);
  else
    rect(style, {x - half, y - half, x + half, y + half}, 1);
  reserve({x - half, y - half, x + half, y + half});
}

void Drawing::diamond(std::string_view style_class, double x, double y, double half) {
  polygon(style_class, {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}});
  reserve({x - half, y - half, x + half, y + half});
}

void Drawing::triangle(std::string_view style_class, Pointing pointing, double x, double y) {
  const double tip = pointing == Pointing::up ? -5 : 5;
  polygon(style_class, {{x - 5.5, y - tip}, {x + 5.5, y - tip}, {x, y + tip}});
  reserve({x - 5.5, y - 5, x + 5.5, y + 5});
}

void Drawing::shape(std::string_view style_class, const std::vector<Points>& rings) {
  body_ +=
      fmt::format(R"(<path class="{}" fill-rule="evenodd" d="{}"/>)", style_class, path_of(rings));
}

void Drawing::hatched(std::string_view style_class, Box box, double radius) {
  rect(style_class, box, radius);
  body_.insert(body_.size() - 2, fmt::format(R"svg( fill="url(#{}-h)")svg", id_place));
  has_hatch_ = true;
}

void Drawing::hatched(std::string_view style_class, const std::vector<Points>& rings) {
  shape(style_class, rings);
  body_.insert(body_.size() - 2, fmt::format(R"svg( fill="url(#{}-h)")svg", id_place));
  has_hatch_ = true;
}

Box Drawing::text_box(std::string_view text, double x, double y, const TextStyle& style) {
  const double width = text_width(text, style.size, style.weight);
  const double left = style.anchor == Anchor::start ? x
                      : style.anchor == Anchor::end ? x - width
                                                    : x - width / 2;
  return {left, y - ascent * style.size, left + width, y + descent * style.size};
}

void Drawing::text(std::string_view text, double x, double y, const TextStyle& style) {
  std::string rest =
      fmt::format(R"(x="{}" y="{}" font-size="{}")", coordinate(x), coordinate(y), style.size);
  if (style.anchor != Anchor::start)
    rest += fmt::format(R"( text-anchor="{}")", name(style.anchor));
  if (style.weight == Weight::semibold) rest += R"( font-weight="600")";
  const auto content = escaped(text);
  if (style.halo != Halo::no)
    body_ += fmt::format(R"(<text class="{}" aria-hidden="true" {}>{}</text>)",
                         style.halo == Halo::page ? "halo" : "halo on-panel", rest, content);
  body_ += fmt::format(R"(<text class="{}" {}>{}</text>)", style.style_class, rest, content);
  boxes_.push_back({std::string(text), text_box(text, x, y, style)});
}

bool Drawing::is_free(const Box& wanted) const {
  // A reader without Inter has a font that is up to an eighth wider, and texts grow to either side.
  const double slack = (wanted.right - wanted.left) / 8;
  const Box box{wanted.left - slack, wanted.top, wanted.right + slack, wanted.bottom};
  const bool inside = box.left >= 0 && box.top >= 0 && box.right <= width_ && box.bottom <= height_;
  return inside && std::ranges::none_of(boxes_, [&](const Kept& k) { return k.box.overlaps(box); });
}

std::vector<std::string> Drawing::collisions() const {
  std::vector<std::string> found;
  const Box canvas{-tolerance, -tolerance, width_ + tolerance, height_ + tolerance};
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    const auto& [text, box] = boxes_[i];
    if (text.empty()) continue;
    if (box.left < canvas.left || box.right > canvas.right || box.top < canvas.top ||
        box.bottom > canvas.bottom)
      found.push_back(fmt::format("'{}' leaves the drawing", text));
    for (std::size_t k = 0; k < boxes_.size(); ++k)
      if (k != i && (k > i || boxes_[k].text.empty()) && box.overlaps(boxes_[k].box))
        found.push_back(
            fmt::format("'{}' overlaps {}", text,
                        boxes_[k].text.empty() ? "a mark" : "'" + boxes_[k].text + "'"));
  }
  return found;
}

/// What most likely took the room: a name that is too long pushes others together.
std::string Drawing::longest_text() const {
  const auto width = [](const Kept& kept) {
    return kept.text.empty() ? 0 : kept.box.right - kept.box.left;
  };
  const auto longest = std::ranges::max_element(boxes_, {}, width);
  return longest == boxes_.end() ? "" : longest->text;
}

Html Drawing::finished(std::string_view id, std::string_view css_class, std::string_view title,
                       std::string_view description) const {
  const auto found = collisions();
  require(found.empty(), "figure {}: {}; its longest text is '{}': shorten that, or the one named",
          id, found.empty() ? "" : found.front(), longest_text());
  const auto width = fmt::format("{:g}", width_), height = fmt::format("{:g}", height_);
  return Html::trusted(fmt::format(
      R"(<svg class="{0}" role="img" aria-labelledby="{1}-t {1}-d" viewBox="0 0 {2} {3}" width="{2}" height="{3}"><title id="{1}-t">{4}</title><desc id="{1}-d">{5}</desc>{6}{7}</svg>)",
      css_class, id, width, height, escaped(title), escaped(description),
      has_hatch_ ? fmt::format(hatch_pattern, id) : "", with_id(body_, id)));
}

}  // namespace trygg::reports
