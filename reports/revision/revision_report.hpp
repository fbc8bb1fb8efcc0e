#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "area/areas.hpp"
#include "indicator/indicator.hpp"
#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/project_texts.hpp"
#include "revision/revision.hpp"

namespace trygg::reports {

/// Why figures were published anew, which no program can know: the sign at them is r or k.
enum class RevisionPurpose { revised, corrected };

/// What a revision report is made of.
struct RevisionInput {
  const Revision& revision;
  std::string before, now;  ///< numbers of the two calculations
  std::size_t published;    ///< figures that are published now
  RevisionPurpose purpose;
  const ProjectTexts& project;
  const std::vector<Indicator>& indicators;
  const AreaSystem& areas;
};

/// The revision report of a publication: how many figures are others than they were, why, in which
/// indicators, the largest changes of shares, and the judgements that became others. Texts are
/// those that were published; nothing is computed but the order of the changes.
Document revision_document(const RevisionInput& input, const Phrases& phrases);

}  // namespace trygg::reports
