#pragma once

#include <memory>
#include <span>

#include "estimate/domain_estimator.hpp"

namespace trygg {

class Design;
struct FoldedSurvey;

/// Estimates from cells. Where records are the units, by sums over cells
/// (variance/cell_variance.hpp); under PSUs, which cells nest in, by the linearised sum of each
/// cell as if it were a record.
///
/// \param folded  must outlive the estimator; its keys are all that the design is made of
/// \param design  of folded.cells
/// \throws NotFolded    a quantity, or the rule for lonely PSUs, needs the records
/// \throws DesignError  a stratum has one PSU under LonelyPsu::fail
std::unique_ptr<const DomainEstimator> make_folded_estimator(const FoldedSurvey& folded,
                                                             const Design& design,
                                                             std::span<const Quantity> quantities,
                                                             const EstimateOptions& options);

}  // namespace trygg
