#include "coverage/cells.hpp"

#include <algorithm>
#include <cmath>

#include "coverage/persons_table.hpp"
#include "coverage/population.hpp"

namespace trygg {
namespace {

/// Sums over the persons of a domain who are in an indicator's denominator.
struct DomainSums {
  double persons = 0, y = 0, expected = 0;
  double truth() const { return y / persons; }
};

/// Sums by indicator and domain.
class PopulationSums {
 public:
  PopulationSums(const StudyPopulation& population, const StudyDomains& domains,
                 const ResponseModel& response)
      : sums_(population.model().indicators.size(), std::vector<DomainSums>(domains.count())) {
    for (std::size_t h = 0; h < population.strata.size(); ++h)
      add_stratum(h, population, domains, response);
  }

  const DomainSums& at(std::size_t indicator, std::size_t domain) const {
    return sums_[indicator][domain];
  }

 private:
  void add_stratum(std::size_t h, const StudyPopulation& population, const StudyDomains& domains,
                   const ResponseModel& response) {
    const auto& persons = population.strata[h];
    PersonsTable builder(*population.round);
    for (std::size_t i = 0; i < persons.size(); ++i) builder.add(h, persons, i);
    const auto table = builder.take();
    for (std::size_t k = 0; k < sums_.size(); ++k) {
      const auto y = measure(population.model().indicators[k], table).y;
      for (std::size_t i = 0; i < persons.size(); ++i) {
        if (std::isnan(y[i])) continue;
        const double expected = population.fraction(h) * response.probability[h][i];
        domains.visit({static_cast<std::uint32_t>(h), persons.sex[i], persons.age_group[i]},
                      [&](std::size_t d) {
                        sums_[k][d].persons += 1;
                        sums_[k][d].y += y[i];
                        sums_[k][d].expected += expected;
                      });
      }
    }
  }

  std::vector<std::vector<DomainSums>> sums_;
};

}  // namespace

StudyDomains::StudyDomains(const StudyPopulation& population, SexPair pair)
    : regions_{{}}, per_region_(population.model().sexes.size() + 1), pair_(pair) {
  const auto& model = population.model();
  for (const auto& group : model.age_groups) regions_.push_back({Division::age_groups, group.code});
  const auto first_area = regions_.size();
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    const auto& area = model.area_of(h, model.waves[population.round->wave].era);
    const auto found =
        std::find_if(regions_.begin() + static_cast<std::ptrdiff_t>(first_area), regions_.end(),
                     [&](const Region& r) { return r.code == area; });
    area_of_.push_back(static_cast<std::size_t>(found - regions_.begin()));
    if (found == regions_.end()) regions_.push_back({Division::areas, area});
  }
  first_stratum_ = regions_.size();
  for (const auto& stratum : model.strata) regions_.push_back({Division::strata, stratum.code});
}

std::size_t StudyDomains::domain(std::size_t region, std::size_t sex) const {
  return region * per_region_ + (sex == everybody ? 0 : sex + 1);
}

std::vector<Domain> StudyDomains::records(const std::vector<Respondent>& respondents) const {
  std::vector<Domain> all(count());
  for (std::uint32_t k = 0; k < respondents.size(); ++k)
    visit(respondents[k], [&](std::size_t d) { all[d].push_back(k); });
  return all;
}

std::vector<StudyCell> study_cells(const StudyPopulation& population, const StudyDomains& domains,
                                   const ResponseModel& response) {
  const PopulationSums sums(population, domains, response);
  const auto& model = population.model();
  std::vector<StudyCell> cells;
  for (std::size_t k = 0; k < model.indicators.size(); ++k) {
    const bool mean = model.indicators[k].kind == IndicatorKind::index;
    const auto add = [&](std::size_t region, std::size_t sex) {
      const auto& s = sums.at(k, domains.domain(region, sex));
      if (s.persons > 0)
        cells.push_back(
            {mean ? CellKind::mean : CellKind::share, k, region, sex, s.truth(), s.expected});
    };
    for (std::size_t region = 0; region < domains.regions().size(); ++region) {
      add(region, StudyDomains::everybody);
      for (std::size_t sex = 0; sex < model.sexes.size(); ++sex) add(region, sex);
    }
    for (std::size_t region = 0; region < domains.regions().size(); ++region) {
      const auto& later = sums.at(k, domains.domain(region, domains.pair().later));
      const auto& former = sums.at(k, domains.domain(region, domains.pair().former));
      if (later.persons > 0 && former.persons > 0)
        cells.push_back({CellKind::gap, k, region, StudyDomains::everybody,
                         later.truth() - former.truth(),
                         std::min(later.expected, former.expected)});
    }
  }
  return cells;
}

}  // namespace trygg
