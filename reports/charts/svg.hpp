#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/charts/text_width.hpp"
#include "reports/document/html.hpp"

namespace trygg::reports {

/// A rectangle in drawing units (CSS pixels).
struct Box {
  double left, top, right, bottom;
  bool overlaps(const Box& other) const;
};

enum class Anchor { start, middle, end };
/// Halo: the text is drawn first in the colour of its ground, so that it reads on lines behind it.
enum class Halo { no, page, panel };

struct TextStyle {
  std::string_view style_class = "tx";
  double size = 13;
  Anchor anchor = Anchor::start;
  Weight weight = Weight::regular;
  Halo halo = Halo::no;
};

enum class Shape { circle, square };
/// Which way a triangle points: secured above, secured below.
enum class Pointing { up, down };
/// Hollow: the figure is flagged as uncertain.
enum class Fill { solid, hollow };

using Points = std::vector<std::pair<double, double>>;

/// A drawing with a memory of where its texts and markers are: what would overlap or leave the
/// canvas is found when the page is built, not by a reader. Colours are classes of page.css.
class Drawing {
 public:
  Drawing(double width, double height) : width_(width), height_(height) {}

  void line(std::string_view style_class, double x1, double y1, double x2, double y2);
  void rect(std::string_view style_class, Box box, double radius = 0);
  void polyline(std::string_view style_class, const Points& points);
  void polygon(std::string_view style_class, const Points& points);
  /// A marker of `size` px; remembered. `series`: "w", "m", "r" or another class of the style
  /// sheet.
  void marker(std::string_view series, Shape shape, Fill fill, double x, double y, double size);
  void diamond(std::string_view style_class, double x, double y, double half);
  /// 11 px wide and 10 px high, centred on (x, y); remembered.
  void triangle(std::string_view style_class, Pointing pointing, double x, double y);
  /// Several rings as one shape; a ring inside another is a hole in it (even-odd).
  void shape(std::string_view style_class, const std::vector<Points>& rings);
  /// What is withheld, or no answer: the same filled with the hatch.
  void hatched(std::string_view style_class, Box box, double radius = 0);
  void hatched(std::string_view style_class, const std::vector<Points>& rings);
  /// Text with its baseline at (x, y); remembered.
  void text(std::string_view text, double x, double y, const TextStyle& style);
  /// Keeps room that a later text may not take (an interval's line).
  void reserve(Box box) { boxes_.push_back({std::string(), box}); }

  static Box text_box(std::string_view text, double x, double y, const TextStyle& style);
  /// Whether `box` meets no remembered text, marker or reserved room and is inside the canvas.
  bool is_free(const Box& box) const;

  /// The overlaps and overflows of remembered texts, each as a sentence; empty when all is well.
  std::vector<std::string> collisions() const;

  /// The drawing ends at `height`: for layouts that learn it while they draw.
  void end_at(double height) { height_ = height; }

  double width() const { return width_; }
  double height() const { return height_; }

  /// `<svg role="img" …>` with `<title>` and `<desc>`; ids are `id`-t, `id`-d and, of the hatch,
  /// `id`-h.
  /// \throws ArgumentError  texts or markers overlap or leave the canvas
  Html finished(std::string_view id, std::string_view css_class, std::string_view title,
                std::string_view description) const;

 private:
  struct Kept {
    std::string text;  ///< empty: a marker or reserved room
    Box box;
  };

  std::string longest_text() const;

  double width_, height_;
  std::string body_;
  std::vector<Kept> boxes_;
  bool has_hatch_ = false;
};

/// A coordinate as it is written: one decimal, no "-0.0".
std::string coordinate(double value);

}  // namespace trygg::reports
