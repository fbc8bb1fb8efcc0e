#pragma once

#include <string>
#include <vector>

#include "reports/charts/chart.hpp"
#include "reports/document/document.hpp"

namespace trygg::reports {

/// Colours of answers from the safest (a1) to the least safe (a5); a3 for those that are neither;
/// hatch for "vet ej".
enum class AnswerColour { a1, a2, a3, a4, a5, hatch };
/// Whether the indicator counts the answer.
enum class InIndicator { no, yes };

struct AnswerPart {
  std::string label;  ///< "Mycket trygg"
  AnswerColour colour;
  InIndicator counted = InIndicator::no;
};

struct AnswerRow {
  std::string name;
  std::vector<const ReleasedRow*> shares;  ///< one a part
  const ReleasedRow* indicator;            ///< the share that the counted parts make
};

/// Chart C9: what lies behind an indicator. Bars of 100 per cent are right here: they are parts of
/// one whole and have no intervals. A line below the counted parts leads to the indicator's share
/// with its interval. A row of which a part is withheld is not drawn but said, since its bar would
/// give the part away.
///
///     const Chart chart = answer_chart({.id = "f9", .title = finding, .parts = parts,
///                                       .rows = rows, .synthetic = project.synthetic}, phrases);
///
/// At most seven parts. `<desc>` holds every released share and is written here.
struct AnswerChart {
  std::string id, title;
  std::vector<AnswerPart> parts;
  std::vector<AnswerRow> rows;
  Synthetic synthetic = Synthetic::no;
};

/// \throws ArgumentError  no part or more than seven, or a row with another number of shares
Chart answer_chart(const AnswerChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
