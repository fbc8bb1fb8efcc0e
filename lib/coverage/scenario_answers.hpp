#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "coverage/goal_domains.hpp"
#include "coverage/goal_plan.hpp"

namespace trygg {

struct Indicator;
struct StudyPopulation;

/// What every person of a fixed population answers in every round of every course: persons who say
/// yes at the baseline are in a random order within stratum and sex, and in a later round the first
/// of them still do, so many that the share is the course's ratio of the baseline. What rounding
/// leaves of a number is carried on to the next stratum of the area, so that areas and the whole
/// have the ratio to within a person or a few.
class ScenarioAnswers {
 public:
  static constexpr std::size_t years = GoalPlan::year.size() + 1;  ///< the projection's is last
  static constexpr std::size_t projected = GoalPlan::year.size();

  /// \param indicator  a share \param seed  of the order of those who say yes
  /// \throws InputError  nobody says yes
  ScenarioAnswers(const StudyPopulation& population, const Indicator& indicator,
                  const GoalDomains& domains, std::uint64_t seed);

  enum Answer : std::uint8_t { no, yes, none };
  Answer answer(std::size_t stratum, std::uint32_t person, std::size_t sex, std::size_t scenario,
                std::size_t year) const {
    const auto rank = rank_[stratum][person];
    if (rank == not_asked) return none;
    return rank != 0 && rank <= limit(stratum, sex, scenario, year) ? yes : no;
  }

  /// The same on the course whose rounds scatter: the halving's number of persons, times `factor`.
  Answer scattered_answer(std::size_t stratum, std::uint32_t person, std::size_t sex,
                          std::size_t year, double factor) const {
    const auto rank = rank_[stratum][person];
    if (rank == not_asked) return none;
    return rank != 0 && rank <= scattered_limit(stratum, sex, year, factor) ? yes : no;
  }
  /// Its true shares, by domain.
  std::vector<double> scattered_shares(const GoalDomains& domains, std::size_t year,
                                       double factor) const;

  /// The true share of a domain.
  double share(std::size_t scenario, std::size_t year, std::size_t domain) const;
  /// Persons of a domain in the denominator.
  double persons(std::size_t domain) const { return persons_[domain]; }

 private:
  static constexpr std::uint32_t not_asked = static_cast<std::uint32_t>(-1);

  void rank_stratum(const StudyPopulation& population, const Indicator& indicator, std::size_t h,
                    std::uint64_t seed);
  void set_limits(const GoalDomains& domains, std::size_t scenario, std::size_t year);
  std::uint32_t limit(std::size_t h, std::size_t sex, std::size_t scenario,
                      std::size_t year) const {
    return limits_[scenario * years + year][h * sexes_ + sex];
  }

  std::uint32_t scattered_limit(std::size_t h, std::size_t sex, std::size_t year,
                                double factor) const;

  std::size_t sexes_;
  std::vector<std::vector<std::uint32_t>> rank_;    // by stratum, person: 0 no, else place
  std::vector<std::uint32_t> yes_;                  // at the baseline, by stratum and sex
  std::vector<std::vector<std::uint32_t>> limits_;  // by scenario and year, stratum and sex
  std::vector<double> persons_;                     // by domain
  std::vector<std::vector<double>> sums_;           // yes, by scenario and year, domain
};

}  // namespace trygg
