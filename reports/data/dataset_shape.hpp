#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace trygg {
struct Indicator;
struct ReleasedRow;
}  // namespace trygg

namespace trygg::reports {

struct DataInput;

/// What a comparison compares: "kon:2-1" is the variable kon with the values "2-1".
struct ContrastPart {
  std::string variable, values;
};

/// The parts of a contrast text, in the order of the text.
std::vector<ContrastPart> contrast_parts(const std::string& contrast);

/// What two rows must have in common to stand in one table.
struct RowShape {
  std::string statistic, unit, area_level, era;
  std::vector<std::string> groups;     ///< variables by which the row is divided
  std::vector<std::string> contrasts;  ///< variables that it compares, sorted
  bool operator==(const RowShape&) const = default;

  /// Whether rows of this shape are totals of rows of `other`, in the same table.
  bool is_total_of(const RowShape& other) const;
  bool compares(const std::string& variable) const;
};

/// The rows of a release by their shape.
class ShapedRows {
 public:
  /// `input` must live as long as this.
  explicit ShapedRows(const DataInput& input);

  /// The shapes that make a table of their own, in the order of their first row.
  std::vector<RowShape> tables() const;
  /// The rows of a table, totals included, in the order of the release.
  std::vector<const ReleasedRow*> in_table(const RowShape& table) const;

 private:
  const DataInput& input_;
  std::vector<RowShape> shapes_;
  std::vector<std::size_t> shape_of_row_;
};

}  // namespace trygg::reports
