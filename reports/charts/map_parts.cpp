#include "reports/charts/map_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace trygg::reports {
namespace {

constexpr double swatch_height = 14;

/// A limit as it is written: "5", "7,5".
std::string limit_text(double limit, const Phrases& phrases) {
  return localised(fmt::format("{:g}", limit), phrases.language());
}

std::string class_name(const MapClasses& classes, std::size_t c, Format format,
                       const Phrases& phrases) {
  const auto limit = [&](std::size_t i) { return limit_text(classes.limits[i], phrases); };
  if (c == 0) return phrases.word("map_under", {{"limit", limit(0)}});
  if (c < classes.limits.size()) return typeset(limit(c - 1) + "–" + limit(c));
  return phrases.word(format == Format::wide ? "map_from" : "map_from_short",
                      {{"limit", limit(c - 1)}});
}

/// \returns the lower edge
double draw_classes(Drawing& drawing, const MapClasses& classes, Format format,
                    const Phrases& phrases, double y) {
  const bool wide = format == Format::wide;
  const double width = wide ? 72 : 62, step = wide ? 78 : 70;
  for (std::size_t c = 0; c < classes.count(); ++c) {
    const double x = step * static_cast<double>(c);
    drawing.rect(fmt::format("s{} tl", c + 1), {x, y, x + width, y + swatch_height}, 2);
    const bool last = c + 1 == classes.count();
    const bool at_edge = !wide && last && classes.count() == 5;
    drawing.text(class_name(classes, c, format, phrases), at_edge ? drawing.width() : x, y + 31,
                 {.style_class = "mu",
                  .size = wide ? 13.0 : 12.0,
                  .anchor = at_edge ? Anchor::end : Anchor::start});
  }
  return y + 35;
}

/// The signs that occur, each with its place and words.
class Signs {
 public:
  Signs(Drawing& drawing, const MapKey& key, const Phrases& phrases, Format format, double y)
      : drawing_(drawing), key_(key), phrases_(phrases), wide_(format == Format::wide) {
    x_ = wide_ ? 440 : 0;
    y_ = y;
  }

  double drawn() {
    if (key_.above) triangle(Pointing::up, "map_above");
    if (key_.below) triangle(Pointing::down, "map_below");
    if (key_.withheld) {
      drawing_.hatched("tl", {x_, y_, x_ + 22, y_ + swatch_height}, 2);
      words("map_withheld");
    }
    if (key_.flagged) {
      drawing_.text("*", x_ + 11, y_ + 15,
                    {.size = 16, .anchor = Anchor::middle, .weight = Weight::semibold});
      words("map_flagged");
    }
    return y_;
  }

 private:
  void triangle(Pointing pointing, const char* key) {
    drawing_.triangle("tx", pointing, x_ + 11, y_ + 7);
    words(key);
  }
  void words(const char* key) {
    drawing_.text(phrases_.word(key, {{"whole", key_.whole}}), x_ + 32, y_ + 12,
                  {.style_class = "mu", .size = 13});
    y_ += 19;
  }

  Drawing& drawing_;
  const MapKey& key_;
  const Phrases& phrases_;
  bool wide_;
  double x_, y_;
};

}  // namespace

std::size_t MapClasses::of(const Published& share) const {
  const double value = share.value();
  return 1 + static_cast<std::size_t>(
                 std::ranges::count_if(limits, [&](double limit) { return value >= limit; }));
}

MapClasses map_classes(std::vector<double> limits) {
  require(!limits.empty() && limits.size() <= 4,
          "a map has two to five classes: one to four limits, not {}", limits.size());
  for (std::size_t i = 0; i < limits.size(); ++i) {
    require(limits[i] > 0 && limits[i] < 100, "class limit {} is not between 0 and 100", limits[i]);
    require(i == 0 || limits[i] > limits[i - 1], "class limits must rise, but {} follows {}",
            limits[i], i == 0 ? 0 : limits[i - 1]);
  }
  return {std::move(limits)};
}

MapClasses round_classes(double greatest) {
  double width = 20;
  for (const double narrower : {10.0, 5.0, 2.0, 1.0})
    if (5 * narrower >= greatest) width = narrower;
  return {{width, 2 * width, 3 * width, 4 * width}};
}

Against against_whole(const MapFigure& figure) {
  if (figure.against == nullptr || is_withheld(*figure.share)) return Against::not_secured;
  if (figure.against->finding == Finding::higher) return Against::above;
  if (figure.against->finding == Finding::lower) return Against::below;
  return Against::not_secured;
}

void MapKey::note(const MapFigure& figure) {
  withheld = withheld || is_withheld(*figure.share);
  flagged = flagged || figure.share->decision == Decision::flag;
  above = above || against_whole(figure) == Against::above;
  below = below || against_whole(figure) == Against::below;
}

double draw_key(Drawing& drawing, const MapKey& key, const Phrases& phrases, Format format,
                double y) {
  const double below = draw_classes(drawing, key.classes, format, phrases, y);
  const double signs_from = format == Format::wide ? y : below + 14;
  return std::max(below, Signs(drawing, key, phrases, format, signs_from).drawn());
}

std::string spoken_area(const std::string& name, const MapFigure& figure, const std::string& whole,
                        const Phrases& phrases) {
  auto text = name + " " + spoken_share(*figure.share, phrases);
  switch (against_whole(figure)) {
    case Against::above:
      return text + ", " + phrases.word("map_above", {{"whole", whole}});
    case Against::below:
      return text + ", " + phrases.word("map_below", {{"whole", whole}});
    case Against::not_secured:
      break;
  }
  return text;
}

void draw_heading(Drawing& drawing, const MapPanel& panel, const std::string& whole,
                  const Phrases& phrases, double x, double y) {
  auto text = panel.heading;
  if (!is_withheld(*panel.whole))
    text += fmt::format(" ({} {})", whole, phrases.percent(panel.whole->estimate));
  drawing.text(text, x, y, {.style_class = panel.style, .size = 15, .weight = Weight::semibold});
}

std::string spoken_panel(const MapPanel& panel, const std::vector<const Area*>& areas,
                         const std::string& whole, const Phrases& phrases) {
  auto text = fmt::format(" {}: {} {}", panel.heading, whole, spoken_share(*panel.whole, phrases));
  for (std::size_t a = 0; a < areas.size(); ++a)
    text += "; " + spoken_area(areas[a]->name, panel.figures[a], whole, phrases);
  return text + ".";
}

double draw_numbered_names(Drawing& drawing, const std::vector<std::string>& names, Format format,
                           double y) {
  constexpr double leading = 18;
  const TextStyle style{.size = 12};
  double widest = 0;
  for (const auto& name : names) widest = std::max(widest, text_width(name, style.size));
  const double number = std::ceil(text_width(fmt::format("{}", names.size()), style.size));
  const double column = widest + number + 6 + 18;
  const auto fitting = static_cast<std::size_t>(std::max(1.0, (drawing.width() + 18) / column));
  const auto columns = std::min(fitting, format == Format::wide ? std::size_t{5} : std::size_t{3});
  const auto rows = (names.size() + columns - 1) / columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double x =
        static_cast<double>(i / rows) * (drawing.width() + 18) / static_cast<double>(columns);
    const double at = y + 14 + leading * static_cast<double>(i % rows);
    drawing.text(fmt::format("{}", i + 1), x + number, at,
                 {.style_class = "mu", .size = 12, .anchor = Anchor::end});
    drawing.text(names[i], x + number + 6, at, style);
  }
  return y + leading * static_cast<double>(rows) + 2;
}

}  // namespace trygg::reports
