#pragma once

#include <string>
#include <vector>

#include "reports/charts/parts.hpp"

namespace trygg::reports {

/// How a chart of rows is laid out, of which the two formats differ.
struct RowMeasures {
  double row_height;               ///< wide: at least; a name in two lines makes it higher
  double band_height;              ///< narrow: of the plot, which lies below the name
  double numbers, numbers_narrow;  ///< room for texts at the right of the plot; 0: none
  double text_height = 0;          ///< narrow: of a line of text between name and plot
  double first_row = 78, first_row_narrow = 78;
};

/// Names at the left (wide) or above (narrow), a plot, and room for texts at the right: where they
/// are, and the lines between them.
class RowFrame {
 public:
  /// \param totals  rows that are the whole: semibold on a panel
  RowFrame(Format format, const RowMeasures& measures, const std::vector<std::string>& names,
           const std::vector<bool>& totals);

  Format format() const { return format_; }
  double width() const { return format_ == Format::wide ? 760 : 343; }
  double first() const { return first_; }
  double top(std::size_t row) const { return rows_[row].top; }
  double bottom(std::size_t row) const { return rows_[row].bottom; }
  double end() const { return rows_.empty() ? first_ : rows_.back().bottom; }
  double plot_left() const { return left_; }
  double plot_right() const { return right_; }
  /// Middle of the plot in a row.
  double centre(std::size_t row) const;
  /// Baseline of the last line of the name, of the text below it (narrow).
  double name_y(std::size_t row) const { return rows_[row].name_y; }
  double inset() const { return inset_; }

  void draw_panels(Drawing& drawing) const;
  void draw_names(Drawing& drawing) const;
  /// A line across all rows; in the narrow drawing only beside the plot of each.
  void draw_vertical(Drawing& drawing, std::string_view style_class, double x) const;
  /// Names of values above and below the rows, and their grid lines; `zero` gets the axis' colour.
  struct Tick {
    double x;
    std::string text;
    bool strong;
  };
  void draw_ticks(Drawing& drawing, const std::vector<Tick>& ticks) const;

 private:
  struct Row {
    std::vector<std::string> lines;
    bool total;
    double top, bottom, name_y;
  };
  void place_rows(const RowMeasures& measures, const std::vector<std::string>& names,
                  const std::vector<bool>& totals);

  Format format_;
  double first_, left_ = 0, right_ = 0, inset_ = 0, band_;
  std::vector<Row> rows_;
};

/// "● Kvinnor  ■ Män" from x on, with its baseline at y.
void draw_sex_key(Drawing& drawing, const Phrases& phrases, double x, double y);

}  // namespace trygg::reports
