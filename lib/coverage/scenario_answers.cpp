#include "coverage/scenario_answers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"
#include "coverage/persons_table.hpp"
#include "coverage/population.hpp"
#include "indicator/indicator.hpp"

namespace trygg {
namespace {

double year_of(std::size_t year) {
  return year < GoalPlan::year.size() ? GoalPlan::year[year] : GoalPlan::projected_year;
}

/// The places 1, …, n in random order.
std::vector<std::uint32_t> shuffled_places(std::uint32_t n, Random& random) {
  std::vector<std::uint32_t> places(n);
  std::iota(places.begin(), places.end(), 1u);
  for (std::uint32_t i = 0; i + 1 < n; ++i) std::swap(places[i], places[i + random.below(n - i)]);
  return places;
}

}  // namespace

ScenarioAnswers::ScenarioAnswers(const StudyPopulation& population, const Indicator& indicator,
                                 const GoalDomains& domains, std::uint64_t seed)
    : sexes_(population.model().sexes.size()),
      rank_(population.strata.size()),
      yes_(population.strata.size() * sexes_),
      limits_(GoalPlan::ratio.size() * years),
      persons_(domains.domains()),
      sums_(GoalPlan::ratio.size() * years, std::vector<double>(domains.domains())) {
  for (std::size_t h = 0; h < rank_.size(); ++h) {
    rank_stratum(population, indicator, h, seed);
    for (std::size_t i = 0; i < rank_[h].size(); ++i)
      if (rank_[h][i] != not_asked)
        domains.visit(h, population.strata[h].sex[i], [&](std::size_t d) { persons_[d] += 1; });
  }
  require<InputError>(std::ranges::any_of(yes_, [](auto count) { return count > 0; }),
                      "indicator '{}': nobody in the synthetic population has it", indicator.id);
  for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s)
    for (std::size_t year = 0; year < years; ++year) set_limits(domains, s, year);
}

void ScenarioAnswers::rank_stratum(const StudyPopulation& population, const Indicator& indicator,
                                   std::size_t h, std::uint64_t seed) {
  const auto& persons = population.strata[h];
  PersonsTable builder(*population.round);
  for (std::size_t i = 0; i < persons.size(); ++i) builder.add(h, persons, i);
  const auto y = measure(indicator, builder.take()).y;
  for (std::size_t i = 0; i < y.size(); ++i) yes_[h * sexes_ + persons.sex[i]] += y[i] == 1;
  std::vector<std::vector<std::uint32_t>> places;
  for (std::size_t sex = 0; sex < sexes_; ++sex) {
    Random random(seed, static_cast<std::uint32_t>(h), static_cast<std::uint32_t>(sex));
    places.push_back(shuffled_places(yes_[h * sexes_ + sex], random));
  }
  auto& rank = rank_[h];
  rank.assign(y.size(), 0);
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) rank[i] = not_asked;
    if (y[i] != 1) continue;
    auto& left = places[persons.sex[i]];
    rank[i] = left.back();
    left.pop_back();
  }
}

void ScenarioAnswers::set_limits(const GoalDomains& domains, std::size_t scenario,
                                 std::size_t year) {
  const double ratio = GoalPlan::ratio_in(GoalPlan::ratio[scenario], year_of(year));
  auto& limits = limits_[scenario * years + year];
  auto& sums = sums_[scenario * years + year];
  limits.resize(yes_.size());
  std::vector<std::size_t> strata(rank_.size());
  std::iota(strata.begin(), strata.end(), std::size_t{0});
  std::ranges::stable_sort(strata, {}, [&](std::size_t h) { return domains.area_of(h); });
  for (std::size_t sex = 0; sex < sexes_; ++sex) {
    double left = 0;  // of the numbers so far
    for (const auto h : strata) {
      const double all = yes_[h * sexes_ + sex], exact = ratio * all + left;
      const double taken = std::clamp(std::round(exact), 0.0, all);
      left = exact - taken;
      limits[h * sexes_ + sex] = static_cast<std::uint32_t>(taken);
      domains.visit(h, sex, [&](std::size_t d) { sums[d] += taken; });
    }
  }
}

std::uint32_t ScenarioAnswers::scattered_limit(std::size_t h, std::size_t sex, std::size_t year,
                                               double factor) const {
  const double all = yes_[h * sexes_ + sex];
  const double taken = std::round(factor * limit(h, sex, GoalPlan::halving, year));
  return static_cast<std::uint32_t>(std::min(all, taken));
}

std::vector<double> ScenarioAnswers::scattered_shares(const GoalDomains& domains, std::size_t year,
                                                      double factor) const {
  std::vector<double> shares(persons_.size());
  for (std::size_t h = 0; h < rank_.size(); ++h)
    for (std::size_t sex = 0; sex < sexes_; ++sex)
      domains.visit(h, sex,
                    [&](std::size_t d) { shares[d] += scattered_limit(h, sex, year, factor); });
  for (std::size_t d = 0; d < shares.size(); ++d) shares[d] /= persons_[d];
  return shares;
}

double ScenarioAnswers::share(std::size_t scenario, std::size_t year, std::size_t domain) const {
  return sums_[scenario * years + year][domain] / persons_[domain];
}

}  // namespace trygg
