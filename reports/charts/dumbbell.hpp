#pragma once

#include <string>
#include <vector>

#include "reports/charts/dots.hpp"
#include "reports/document/document.hpp"

namespace trygg::reports {

/// Chart C2: women and men in many indicators, joined by a line that is whole where their
/// difference is secured and dotted where it is not. It has no intervals of the levels: they must
/// stand in the table of the figure. Not for areas (there dots.hpp).
///
///     const Chart chart = dumbbell_chart({.id = "f6", .title = finding, .rows = rows}, phrases);
///
/// `rows` in the order of the questionnaire; `kind` is not used. `<desc>` holds every released
/// figure and is written here.
struct DumbbellChart {
  std::string id, title;
  std::vector<DotRow> rows;
  Synthetic synthetic = Synthetic::no;
};

Chart dumbbell_chart(const DumbbellChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
