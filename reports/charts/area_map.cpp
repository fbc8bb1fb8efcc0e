#include "reports/charts/area_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/error.hpp"
#include "geo/label_place.hpp"
#include "reports/figures.hpp"

namespace trygg::reports {
namespace {

constexpr double name_size = 12, leading = 14, number_size = 12;
constexpr double grain = 0.25;  // pixels: finer is not seen, and makes the page heavy

/// Where a map stands and how metres become pixels.
struct Frame {
  double left, top, width, height;
};

struct Extent {
  double west = std::numeric_limits<double>::infinity(), south = west, east = -west, north = -west;
};

Extent extent_of(const std::vector<AreaShape>& shapes) {
  Extent all;
  for (const auto& shape : shapes)
    for (const auto& polygon : shape.polygons)
      for (const auto& [x, y] : polygon.rings.front()) {
        all.west = std::min(all.west, x), all.east = std::max(all.east, x);
        all.south = std::min(all.south, y), all.north = std::max(all.north, y);
      }
  return all;
}

double rounded(double pixels) {
  return std::round(pixels / grain) * grain;
}

/// A ring in pixels, without the points that fall on the one before. Neighbours stay neighbours,
/// since the same point always falls on the same pixel.
GeoRing drawn_ring(const GeoRing& ring, const Extent& all, double scale) {
  GeoRing drawn;
  for (const auto& [x, y] : ring) {
    const GeoPoint at{rounded((x - all.west) * scale), rounded((all.north - y) * scale)};
    if (drawn.empty() || at.x != drawn.back().x || at.y != drawn.back().y) drawn.push_back(at);
  }
  return drawn;
}

/// Polygons in pixels; rings that are smaller than a pixel's grain are gone.
std::vector<GeoPolygon> drawn_polygons(const AreaShape& shape, const Extent& all, double scale) {
  std::vector<GeoPolygon> drawn;
  for (const auto& polygon : shape.polygons) {
    GeoPolygon made;
    for (const auto& ring : polygon.rings) {
      auto points = drawn_ring(ring, all, scale);
      if (points.size() >= 3) made.rings.push_back(std::move(points));
      if (made.rings.empty()) break;  // without its outer ring a hole is nothing
    }
    if (!made.rings.empty()) drawn.push_back(std::move(made));
  }
  return drawn;
}

std::vector<Points> moved(const std::vector<GeoPolygon>& polygons, const Frame& frame) {
  std::vector<Points> rings;
  for (const auto& polygon : polygons)
    for (const auto& ring : polygon.rings) {
      Points points;
      for (const auto& [x, y] : ring) points.emplace_back(frame.left + x, frame.top + y);
      rings.push_back(std::move(points));
    }
  return rings;
}

/// What stands in an area: its name in lines with the value below, or a number.
struct Label {
  std::vector<std::string> lines;  ///< empty: a number
  std::size_t number = 0;          ///< 0: none
  Halo halo = Halo::no;            ///< of a number that reaches over its area's border
  std::optional<GeoPoint> centre;
};

class AreaMapDrawing {
 public:
  AreaMapDrawing(const AreaMap& map, const Phrases& phrases, Format format)
      : map_(map),
        phrases_(phrases),
        format_(format),
        drawing_(format == Format::wide ? 760 : 343, 1e5),
        key_{map.classes, map.whole} {
    fit();
    place_labels();
  }

  Html drawn(const std::string& description) {
    draw_badge(drawing_, map_.synthetic, phrases_);
    double bottom = 0;
    for (std::size_t p = 0; p < map_.panels.size(); ++p) bottom = draw_panel(p);
    bottom = draw_key(drawing_, key_, phrases_, format_, bottom + 24);
    if (!numbered_.empty()) bottom = draw_numbered_names(drawing_, numbered_, format_, bottom + 14);
    drawing_.end_at(bottom + 6);
    return finished(drawing_, format_, map_.id, map_.title, description);
  }

 private:
  bool is_wide() const { return format_ == Format::wide; }
  bool beside() const { return is_wide() && map_.panels.size() == 2; }

  /// One scale for both maps: as large as the frame allows.
  void fit() {
    const auto all = extent_of(map_.shapes);
    const double width = beside() ? 366 : drawing_.width(), height = is_wide() ? 560 : 330;
    const double across = std::max(all.east - all.west, 1e-9);
    const double along = std::max(all.north - all.south, 1e-9);
    const double scale = std::min((width - 2) / across, height / along);
    size_ = {0, 0, across * scale, along * scale};
    for (const auto& shape : map_.shapes) polygons_.push_back(drawn_polygons(shape, all, scale));
  }

  /// By the shapes alone, so that both maps have the same labels in the same places.
  void place_labels() {
    const double value = text_width("00,0*", name_size, Weight::semibold) + 14;
    for (std::size_t i = 0; i < map_.shapes.size(); ++i) {
      const auto& area = *map_.shapes[i].area;
      auto label = named(i, wrapped(area.name, 130, {.size = name_size}), value);
      if (!label.centre) label = named(i, wrapped(area.name, 84, {.size = name_size}), value);
      if (!label.centre && !area.name_lines.empty()) label = named(i, area.name_lines, value);
      labels_.push_back(std::move(label));
    }
    number_the_rest();
  }

  /// Areas without room for their name get numbers, from A to Ö.
  void number_the_rest() {
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < labels_.size(); ++i)
      if (!labels_[i].centre) rest.push_back(i);
    const auto name = [&](std::size_t i) -> const std::string& {
      return map_.shapes[i].area->name;
    };
    std::ranges::stable_sort(
        rest, [&](std::size_t a, std::size_t b) { return alphabetical(name(a), name(b)); });
    for (const auto i : rest) labels_[i] = numbered(i, name(i));
  }

  /// The name in these lines with the value below, where there is room for them.
  Label named(std::size_t i, const std::vector<std::string>& lines, double value) const {
    double width = value;
    for (const auto& line : lines) width = std::max(width, text_width(line, name_size));
    const double height = leading * static_cast<double>(lines.size() + 1);
    return {.lines = lines, .centre = place_of_box(polygons_[i], width + 4, height + 2)};
  }

  Label numbered(std::size_t i, const std::string& name) {
    numbered_.push_back(name);
    Label label{.lines = {}, .number = numbered_.size()};
    const double width = text_width(fmt::format("{}", label.number), number_size);
    label.centre = place_of_box(polygons_[i], width, number_size);
    if (label.centre) return label;
    label.centre = place_of_box(polygons_[i], 1, 1);
    label.halo = Halo::page;
    return label;
  }

  Frame frame_of(std::size_t p) const {
    const double step = static_cast<double>(p), top = is_wide() ? 44 : 52;
    if (beside()) return {step * 394, top, size_.width, size_.height};
    return {(drawing_.width() - size_.width) / 2, top + step * (size_.height + 46), size_.width,
            size_.height};
  }

  /// \returns the lower edge of the map
  double draw_panel(std::size_t p) {
    const auto& panel = map_.panels[p];
    const auto frame = frame_of(p);
    draw_heading(drawing_, panel, map_.whole, phrases_, beside() ? frame.left : 0, frame.top - 16);
    for (std::size_t i = 0; i < map_.shapes.size(); ++i) draw_area(i, panel.figures[i], frame);
    for (std::size_t i = 0; i < map_.shapes.size(); ++i)
      if (map_.shapes[i].area->code == map_.own_area)
        drawing_.shape("own", moved(polygons_[i], frame));
    // Numbers last: one that has no room in its area gives way to the names about it.
    for (const bool number : {false, true})
      for (std::size_t i = 0; i < map_.shapes.size(); ++i)
        if ((labels_[i].number > 0) == number) draw_label(i, panel.figures[i], frame);
    return frame.top + frame.height;
  }

  void draw_area(std::size_t i, const MapFigure& figure, const Frame& frame) {
    key_.note(figure);
    const auto rings = moved(polygons_[i], frame);
    if (is_withheld(*figure.share)) return drawing_.hatched("tl", rings);
    drawing_.shape(fmt::format("s{} tl", map_.classes.of(figure.share->estimate)), rings);
  }

  void draw_label(std::size_t i, const MapFigure& figure, const Frame& frame) {
    const auto& label = labels_[i];
    if (!label.centre) return;
    const double x = frame.left + label.centre->x, y = frame.top + label.centre->y;
    const std::string ink = is_withheld(*figure.share)
                                ? "tx"
                                : fmt::format("t{}", map_.classes.of(figure.share->estimate));
    TextStyle style{.style_class = ink, .size = name_size, .anchor = Anchor::middle};
    if (label.number > 0) {
      if (label.halo != Halo::no) style.style_class = "tx", style.halo = label.halo;
      place_text(drawing_, fmt::format("{}", label.number), style, {{x, y + 4, Anchor::middle}});
      return;
    }
    const double first = y - leading * static_cast<double>(label.lines.size() + 1) / 2 + 11;
    const double value_y = draw_lines(drawing_, label.lines, x, first, leading, style);
    draw_value(figure, ink, x, value_y);
  }

  void draw_value(const MapFigure& figure, const std::string& ink, double x, double y) {
    auto text = phrases_.number(figure.share->estimate);
    if (figure.share->decision == Decision::flag) text += "*";
    const TextStyle style{.style_class = ink,
                          .size = name_size,
                          .anchor = Anchor::middle,
                          .weight = Weight::semibold};
    const auto side = against_whole(figure);
    if (side == Against::not_secured) return drawing_.text(text, x, y, style);
    drawing_.text(text, x - 7, y, style);
    drawing_.triangle(ink, side == Against::above ? Pointing::up : Pointing::down,
                      x - 7 + text_width(text, name_size, Weight::semibold) / 2 + 9, y - 4.5);
  }

  const AreaMap& map_;
  const Phrases& phrases_;
  Format format_;
  Drawing drawing_;
  MapKey key_;
  Frame size_{};
  std::vector<std::vector<GeoPolygon>> polygons_;  // of each area, in pixels
  std::vector<Label> labels_;
  std::vector<std::string> numbered_;
};

std::string description_of(const AreaMap& map, const Phrases& phrases) {
  auto text = phrases.word("map_desc") + " " + sentence_end(map.title);
  std::vector<const Area*> areas;
  for (const auto& shape : map.shapes) areas.push_back(shape.area);
  for (const auto& panel : map.panels) text += spoken_panel(panel, areas, map.whole, phrases);
  return text;
}

}  // namespace

Chart area_map(const AreaMap& map, const Phrases& phrases) {
  require(!map.shapes.empty() && (map.panels.size() == 1 || map.panels.size() == 2),
          "figure {}: a map has areas and is one or two pictures", map.id);
  for (const auto& panel : map.panels)
    require(panel.figures.size() == map.shapes.size(), "map '{}' has {} figures for {} areas",
            panel.heading, panel.figures.size(), map.shapes.size());
  return in_both_formats<AreaMapDrawing>(map, phrases, description_of(map, phrases));
}

}  // namespace trygg::reports
