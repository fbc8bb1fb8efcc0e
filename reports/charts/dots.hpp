#pragma once

#include <string>
#include <vector>

#include "reports/charts/chart.hpp"

namespace trygg::reports {

enum class RowKind { total, part };

/// Women and men in one area or group, and the test of their difference.
struct DotRow {
  std::string name;
  RowKind kind = RowKind::part;
  const ReleasedRow* women;
  const ReleasedRow* men;
  const ReleasedRow* gap;
};

/// Chart C1: dot with interval by area or group and sex.
struct DotChart {
  std::string id;  ///< of the figure: ids of the drawings start with it
  std::string title, description;
  std::string row_heading;  ///< over the names in the narrow drawing
  std::vector<DotRow> rows;
  Synthetic synthetic = Synthetic::no;
};

/// Rows in the order in which they are read: the total, secured differences by size, then not
/// secured, then undetermined ones, last those that cannot be computed, by name.
void order_rows(std::vector<DotRow>& rows);

/// The wide drawing, the narrow one and a close one for paper.
Chart dot_chart(const DotChart& chart, const Phrases& phrases);

/// "Hela staden: kvinnor 12,6 procent, män 6,9 procent. …" in the order of the rows.
std::string describe_rows(const std::vector<DotRow>& rows, const Phrases& phrases);

}  // namespace trygg::reports
