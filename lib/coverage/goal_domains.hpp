#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "coverage/cells.hpp"

namespace trygg {

struct StudyPopulation;

/// The whole, its areas and strata, each for all, women and men.
class GoalDomains {
 public:
  GoalDomains(const StudyPopulation& population, SexPair pair);

  enum Who : std::size_t { all, women, men };
  static constexpr std::size_t whos = 3;

  std::size_t regions() const { return regions_.size(); }
  Division division(std::size_t region) const { return regions_[region].division; }
  std::size_t domains() const { return regions_.size() * whos; }
  static std::size_t domain(std::size_t region, Who who) { return region * whos + who; }

  std::size_t area_of(std::size_t stratum) const { return area_of_[stratum]; }
  std::size_t region_of(std::size_t stratum) const { return first_stratum_ + stratum; }
  /// Regions of a division, ascending.
  std::vector<std::size_t> of(Division division) const;

  /// Calls `visit(domain)` for each domain that a person of these groups belongs to.
  template <class Visit>
  void visit(std::size_t stratum, std::size_t sex, Visit visit) const {
    for (const auto region : {std::size_t{0}, area_of_[stratum], first_stratum_ + stratum}) {
      visit(domain(region, all));
      if (sex == pair_.later) visit(domain(region, women));
      if (sex == pair_.former) visit(domain(region, men));
    }
  }

 private:
  std::vector<Region> regions_;
  std::vector<std::size_t> area_of_;  // region by stratum
  std::size_t first_stratum_ = 0;
  SexPair pair_;
};

}  // namespace trygg
