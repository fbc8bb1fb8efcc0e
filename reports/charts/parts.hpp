#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/charts/chart.hpp"
#include "reports/document/document.hpp"

/// What charts of rows and maps share: texts of released figures, and text in several lines.
namespace trygg::reports {

/// A chart in both formats; `Drawer(parts, phrases, format).drawn(description)` makes one.
template <class Drawer, class Parts>
Chart in_both_formats(const Parts& parts, const Phrases& phrases, const std::string& description) {
  return {parts.title, description, Drawer(parts, phrases, Format::wide).drawn(description),
          Drawer(parts, phrases, Format::narrow).drawn(description)};
}

/// The comparison's interval does not hold 0, and no flag forbids to say so.
bool is_secured(const ReleasedRow& comparison);
bool is_withheld(const ReleasedRow& row);

/// "12,6 procent", "10,3 procent, osäker uppgift", "redovisas inte": for `<desc>`.
std::string spoken_share(const ReleasedRow& row, const Phrases& phrases);
/// "5,7 procentenheter, säkerställd"; a difference that is withheld: "kan inte beräknas".
std::string spoken_difference(const ReleasedRow& comparison, const Phrases& phrases);
/// "5,7 ± 1,1", or the symbol.
std::string difference_with_margin(const ReleasedRow& comparison, const Phrases& phrases);
/// The same with its sign: "+5,7 ± 1,1", "−0,4 ± 2,0".
std::string signed_difference(const ReleasedRow& comparison, const Phrases& phrases);
/// "säkerställd", "inte säkerställd", "går inte att avgöra" …
std::string state_of(const ReleasedRow& comparison, const Phrases& phrases);
/// "Män: redovisas inte, för få svar".
std::string withheld_words(const ReleasedRow& row, std::string_view who, const Phrases& phrases);
/// "Kvinnor", "Män"; in small letters for the middle of a sentence.
std::string sentence_end(std::string text);

/// `text` in lines of at most `width`, broken at spaces and after hyphens. A longer word stands
/// alone on its line; the collision test will find it.
std::vector<std::string> wrapped(std::string_view text, double width, const TextStyle& style);

/// The lines one below the other, the first with its baseline at `y`; the y after the last.
double draw_lines(Drawing& drawing, const std::vector<std::string>& lines, double x, double y,
                  double leading, const TextStyle& style);

/// An axis between any two values: pixels `start` and `end` of `low` and `high`.
struct Axis {
  double low, high, start, end;
  double at(double value) const { return start + (end - start) * (value - low) / (high - low); }
};

/// What is drawn of a released figure: its text stands elsewhere.
struct Mark {
  const Published& estimate;
  const Published& lower;
  const Published& upper;
  Fill fill;
};
Mark mark_of(const ReleasedRow& row);

/// An interval with its marker, hollow and dotted where the figure is flagged. `series`: "w"
/// (circle), "m" (square) or "r" (circle). Of a withheld figure nothing is drawn. What lies beyond
/// the axis ends in a point there.
void draw_mark(Drawing& drawing, const Axis& axis, const Mark& mark, std::string_view series,
               double y);

}  // namespace trygg::reports
