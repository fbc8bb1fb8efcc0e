#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "coverage/draw.hpp"
#include "coverage/methods.hpp"
#include "estimate/estimator.hpp"

namespace trygg {

struct StudyPopulation;

/// What divides the population into the domains of a study.
enum class Division { whole, age_groups, areas, strata };
constexpr Division all_divisions[] = {Division::whole, Division::age_groups, Division::areas,
                                      Division::strata};

/// One part of a division: everybody, an age group, an area, a stratum.
struct Region {
  Division division = Division::whole;
  std::string code;  ///< empty for the whole
};

/// Which of the two sexes are compared: later minus former, as places in the model's list.
struct SexPair {
  std::size_t later = 1, former = 0;
};

/// The domains of a study: every region for everybody and by sex.
class StudyDomains {
 public:
  StudyDomains(const StudyPopulation& population, SexPair pair);

  std::size_t count() const { return regions_.size() * per_region_; }
  const std::vector<Region>& regions() const { return regions_; }
  static constexpr auto everybody = std::numeric_limits<std::size_t>::max();
  std::size_t domain(std::size_t region, std::size_t sex = everybody) const;
  const SexPair& pair() const { return pair_; }

  /// Calls `visit(domain)` for each domain that a person belongs to.
  template <class Visit>
  void visit(const Respondent& person, Visit visit) const {
    for (const auto region : {std::size_t{0}, 1 + std::size_t{person.age_group},
                              area_of_[person.stratum], first_stratum_ + person.stratum}) {
      visit(domain(region));
      visit(domain(region, person.sex));
    }
  }
  /// The records of each domain, ascending.
  std::vector<Domain> records(const std::vector<Respondent>& respondents) const;

 private:
  std::vector<Region> regions_;
  std::vector<std::size_t> area_of_;  // region by stratum
  std::size_t first_stratum_ = 0, per_region_ = 1;
  SexPair pair_;
};

/// One figure that a study estimates again and again.
struct StudyCell {
  CellKind kind = CellKind::share;
  std::size_t indicator = 0, region = 0;
  std::size_t sex = StudyDomains::everybody;  ///< of a gap: everybody
  double truth = 0;                           ///< in the whole population
  /// Σ n_h/N_h π_k over the persons in the denominator; of a gap, the smaller of both sexes'.
  double expected = 0;
};

/// Every indicator in every domain that has anybody in its denominator, then its gaps between the
/// sexes in every region where both have; indicator by indicator. A gap of a mean is a gap, too.
std::vector<StudyCell> study_cells(const StudyPopulation& population, const StudyDomains& domains,
                                   const ResponseModel& response);

}  // namespace trygg
