#pragma once

#include <vector>

#include "estimate/domain_estimator.hpp"
#include "ranking/standing.hpp"

namespace trygg {

/// A domain with what names it in a row of the cube.
struct NamedDomain {
  CubeRow frame;
  const Domain* domain;
};

/// Between which of them covariances are wanted; the others are missing.
enum class Covariances {
  all,         ///< what places among the areas need
  with_whole,  ///< each area with itself and with the whole: enough to compare the two
};

/// The areas of one level and the whole that they are parts of.
class RankedDomains {
 public:
  /// \param estimator, and the domains  must outlive this object
  RankedDomains(const DomainEstimator& estimator, std::vector<NamedDomain> areas,
                NamedDomain whole);

  /// A quantity in all of them. \param place  among those of the estimator
  /// \throws NotFolded  as DomainEstimator::covariance
  AreasAndWhole figure(const Quantity& quantity, std::size_t place,
                       Covariances wanted = Covariances::all) const;

 private:
  const DomainEstimator& estimator_;
  std::vector<NamedDomain> domains_;  // the whole comes last
  std::vector<std::vector<Result>> levels_;
};

}  // namespace trygg
