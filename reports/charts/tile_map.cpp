#include "reports/charts/tile_map.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace trygg::reports {
namespace {

constexpr double name_size = 12, name_leading = 12.5, inset = 4.5;
constexpr std::size_t most_lines = 3;
constexpr double second_map = 394;  // where it begins, right of the first

double gap_of(Format format) {
  return format == Format::wide ? 4.0 : 4.5;
}

/// The tiles' size and the place of each map.
struct Layout {
  Format format;
  int first_column = 1, first_row = 1;
  int columns = 0, rows = 0;
  double tile, gap;
  bool beside = true;  ///< the second map stands right of the first
  double top;          ///< of the first row of tiles

  double map_width() const { return columns * (tile + gap) - gap; }
  double map_height() const { return rows * (tile + gap) - gap; }
};

Layout layout_of(const TileMap& map, Format format) {
  Layout at{.format = format, .tile = 70, .gap = gap_of(format), .top = 40};
  const auto [left, right] = std::ranges::minmax(map.areas, {}, &Area::tile_column);
  const auto [upper, lower] = std::ranges::minmax(map.areas, {}, &Area::tile_row);
  at.first_column = left->tile_column, at.columns = right->tile_column - left->tile_column + 1;
  at.first_row = upper->tile_row, at.rows = lower->tile_row - upper->tile_row + 1;
  const double width = format == Format::wide ? 760 : 343;
  const double room = (width + at.gap) / std::max(1, at.columns) - at.gap;
  at.tile = std::min(format == Format::wide ? 70.0 : 65.0, room);
  at.beside = format == Format::wide && at.map_width() <= second_map - 24;
  if (format == Format::narrow) at.top = 50;
  return at;
}

std::vector<std::string> name_lines(const Area& area, double room) {
  if (area.name_lines.size() > 1) return area.name_lines;
  return wrapped(area.name, room, {.size = name_size});
}

bool fits(const std::vector<std::string>& lines, double room) {
  return lines.size() <= most_lines && std::ranges::all_of(lines, [&](const auto& line) {
           return text_width(line, name_size) <= room;
         });
}

class TileDrawing {
 public:
  TileDrawing(const TileMap& map, const Phrases& phrases, Format format)
      : map_(map),
        phrases_(phrases),
        at_(layout_of(map, format)),
        drawing_(format == Format::wide ? 760 : 343, 1e4),
        key_{map.classes, map.whole} {
    numbered_ = std::ranges::any_of(
        map.areas, [&](const Area* area) { return !fits(name_lines(*area, room()), room()); });
  }

  Html drawn(const std::string& description) {
    draw_badge(drawing_, map_.synthetic, phrases_);
    double bottom = 0;
    for (std::size_t p = 0; p < map_.panels.size(); ++p) bottom = draw_panel(p);
    bottom = draw_key(drawing_, key_, phrases_, at_.format, bottom + 18);
    if (numbered_) bottom = draw_numbered_names(drawing_, names(), at_.format, bottom + 12);
    drawing_.end_at(bottom + 6);
    return finished(drawing_, at_.format, map_.id, map_.title, description);
  }

 private:
  /// For a line of a name in its tile.
  double room() const { return at_.tile - inset - 1; }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto* area : map_.areas) all.push_back(area->name);
    return all;
  }

  /// \returns the lower edge of its tiles
  double draw_panel(std::size_t p) {
    const auto& panel = map_.panels[p];
    const double step = static_cast<double>(p);
    const double left = at_.beside ? step * second_map : 0;
    const double top = at_.top + (at_.beside ? 0 : step * (at_.map_height() + 58));
    draw_heading(drawing_, panel, map_.whole, phrases_, left, top - 14);
    for (std::size_t a = 0; a < map_.areas.size(); ++a) draw_tile(a, panel.figures[a], left, top);
    draw_own(left, top);
    return top + at_.map_height();
  }

  Box box_of(const Area& area, double left, double top) const {
    const double x = left + (area.tile_column - at_.first_column) * (at_.tile + at_.gap);
    const double y = top + (area.tile_row - at_.first_row) * (at_.tile + at_.gap);
    return {x, y, x + at_.tile, y + at_.tile};
  }

  void draw_tile(std::size_t a, const MapFigure& figure, double left, double top) {
    const auto& area = *map_.areas[a];
    const auto box = box_of(area, left, top);
    key_.note(figure);
    const bool withheld = is_withheld(*figure.share);
    const auto level = withheld ? std::size_t{0} : map_.classes.of(figure.share->estimate);
    if (withheld)
      drawing_.hatched("tl", box, 2);
    else
      drawing_.rect(fmt::format("s{} tl", level), box, 2);
    const std::string ink = withheld ? "tx" : fmt::format("t{}", level);
    draw_name(a, ink, box);
    draw_value(figure, ink, box);
  }

  void draw_name(std::size_t a, const std::string& ink, const Box& box) {
    const auto lines = numbered_ ? std::vector<std::string>{fmt::format("{}", a + 1)}
                                 : name_lines(*map_.areas[a], room());
    draw_lines(drawing_, lines, box.left + inset, box.top + 15, name_leading,
               {.style_class = ink, .size = name_size});
  }

  void draw_value(const MapFigure& figure, const std::string& ink, const Box& box) {
    auto text = phrases_.number(figure.share->estimate);
    if (figure.share->decision == Decision::flag) text += "*";
    drawing_.text(text, box.left + inset, box.bottom - 7,
                  {.style_class = ink,
                   .size = at_.format == Format::wide ? 16.0 : 15.0,
                   .weight = Weight::semibold});
    const auto side = against_whole(figure);
    if (side == Against::not_secured) return;
    drawing_.triangle(ink, side == Against::above ? Pointing::up : Pointing::down, box.right - 12,
                      box.bottom - 12.5);
  }

  void draw_own(double left, double top) {
    for (const auto* area : map_.areas) {
      if (area->code != map_.own_area) continue;
      const auto box = box_of(*area, left, top);
      drawing_.rect("own", {box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5}, 2);
    }
  }

  const TileMap& map_;
  const Phrases& phrases_;
  Layout at_;
  Drawing drawing_;
  MapKey key_;
  bool numbered_ = false;
};

/// The areas that have a tile, with their figures.
TileMap with_tiles(const TileMap& map) {
  auto kept = map;
  kept.areas.clear();
  for (auto& panel : kept.panels) panel.figures.clear();
  for (std::size_t a = 0; a < map.areas.size(); ++a) {
    if (map.areas[a]->tile_row < 1 || map.areas[a]->tile_column < 1) continue;
    kept.areas.push_back(map.areas[a]);
    for (std::size_t p = 0; p < map.panels.size(); ++p)
      kept.panels[p].figures.push_back(map.panels[p].figures[a]);
  }
  return kept;
}

std::string description_of(const TileMap& map, const Phrases& phrases) {
  auto text = phrases.word("tile_map_desc") + " " + sentence_end(map.title);
  for (const auto& panel : map.panels) text += spoken_panel(panel, map.areas, map.whole, phrases);
  return text;
}

}  // namespace

Chart tile_map(const TileMap& map, const Phrases& phrases) {
  for (const auto& panel : map.panels)
    require(panel.figures.size() == map.areas.size(), "map '{}' has {} figures for {} areas",
            panel.heading, panel.figures.size(), map.areas.size());
  require(map.panels.size() == 1 || map.panels.size() == 2,
          "a tile map has one or two maps, not {}", map.panels.size());
  const auto kept = with_tiles(map);
  require(!kept.areas.empty(),
          "figure {}: no area has a place in the tile map; give rad and kolumn in the area file",
          map.id);
  return in_both_formats<TileDrawing>(kept, phrases, description_of(kept, phrases));
}

}  // namespace trygg::reports
