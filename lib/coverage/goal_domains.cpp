#include "coverage/goal_domains.hpp"

#include <algorithm>

#include "coverage/population.hpp"

namespace trygg {

GoalDomains::GoalDomains(const StudyPopulation& population, SexPair pair)
    : regions_{{}}, pair_(pair) {
  const auto& model = population.model();
  const auto& era = model.waves[population.round->wave].era;
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    const auto& code = model.area_of(h, era);
    const auto found = std::find_if(regions_.begin() + 1, regions_.end(),
                                    [&](const Region& r) { return r.code == code; });
    area_of_.push_back(static_cast<std::size_t>(found - regions_.begin()));
    if (found == regions_.end()) regions_.push_back({Division::areas, code});
  }
  first_stratum_ = regions_.size();
  for (const auto& stratum : model.strata) regions_.push_back({Division::strata, stratum.code});
}

std::vector<std::size_t> GoalDomains::of(Division division) const {
  std::vector<std::size_t> found;
  for (std::size_t r = 0; r < regions_.size(); ++r)
    if (regions_[r].division == division) found.push_back(r);
  return found;
}

}  // namespace trygg
