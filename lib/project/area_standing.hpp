#pragma once

#include <span>
#include <vector>

#include "estimate/domain_estimator.hpp"
#include "project/framed_cells.hpp"
#include "ranking/standing.hpp"

namespace trygg {

/// Where the areas of the main level stand in an era, for all and by sex.
/// \param quantities  all that `estimator` estimates
/// \param placed      indicators whose areas also get their places; the others are only compared
/// \throws NotFolded
std::vector<AreaStanding> area_standings(const FramedCells& cells, const DomainEstimator& estimator,
                                         std::span<const Quantity> quantities,
                                         std::span<const std::string> placed,
                                         const std::string& era, unsigned threads);

}  // namespace trygg
