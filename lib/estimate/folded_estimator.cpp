#include "estimate/folded_estimator.hpp"

#include "design/design.hpp"
#include "estimate/folded_clusters.hpp"
#include "estimate/folded_elements.hpp"
#include "estimate/folded_quantity.hpp"
#include "fold/folded_survey.hpp"
#include "variance/cell_variance.hpp"

namespace trygg {

std::unique_ptr<const DomainEstimator> make_folded_estimator(const FoldedSurvey& folded,
                                                             const Design& design,
                                                             std::span<const Quantity> quantities,
                                                             const EstimateOptions& options) {
  // Squares of single records' residuals are not to be had from cells.
  require<NotFolded>(!design.has_response_step(),
                     "weights that make up for non-response need every record");
  require<NotFolded>(
      design.second_phase() == nullptr && (design.is_exchangeable() || !design.records_are_units()),
      "records that are PSUs with probabilities, an order or certainty of their own, "
      "and samples of two phases, need every record");
  auto made = fold_quantities(quantities, folded);
  if (CellVariance::fits(design))
    return std::make_unique<FoldedElements>(folded, design, std::move(made), options);
  require<NotFolded>(!design.records_are_units(),
                     "without PSUs, the rules adjust and average for strata with one record, and "
                     "margins with very many categories, need every record");
  return std::make_unique<FoldedClusters>(folded, design, std::move(made), options);
}

}  // namespace trygg
