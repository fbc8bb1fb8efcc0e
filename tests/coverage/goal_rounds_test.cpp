#include "coverage/goal_rounds.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "coverage/goal_fixture.hpp"
#include "coverage/rate.hpp"

using namespace trygg;
using namespace trygg::test;

TEST_CASE("a rate has the error of samples whose trials depend on each other",
          "[coverage][reference]") {
  Rate rate;
  rate.add(4, 1);
  rate.add(6, 3);
  rate.add(0, 0);  // no trial, no sample
  rate.add(5, 2);
  CHECK(rate.trials() == 15);
  CHECK(rate.rate() == Approx(0.4));
  // √[3/2 ((1 − 1.6)² + (3 − 2.4)² + (2 − 2)²)] / 15
  CHECK(rate.error() == Approx(std::sqrt(1.5 * 0.72) / 15));
  CHECK(std::isnan(Rate().rate()));
}

TEST_CASE("a share goes down to its ratio of the baseline, and nobody begins to say yes",
          "[coverage][law]") {
  const Folder folder;
  const City city(tiny_city(folder));
  const Inputs inputs(city);
  for (const auto region : {std::size_t{0}, inputs.domains.of(Division::areas).front()}) {
    const auto d = GoalDomains::domain(region, GoalDomains::all);
    const double before = inputs.answers.share(half, GoalPlan::baseline, d);
    CHECK(inputs.answers.share(half, GoalPlan::choice, d) == before);
    for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) {
      CHECK(inputs.answers.share(s, GoalPlan::baseline, d) == before);
      // To within a person of each sex.
      CHECK(inputs.answers.share(s, GoalPlan::last, d) ==
            Approx(GoalPlan::ratio[s] * before).margin(2.01 / inputs.answers.persons(d)));
    }
  }
  std::size_t fallen = 0;
  for (std::uint32_t i = 0; i < city.population.strata[0].size(); ++i) {
    const auto sex = city.population.strata[0].sex[i];
    const auto before = inputs.answers.answer(0, i, sex, half, GoalPlan::baseline);
    const auto after = inputs.answers.answer(0, i, sex, half, GoalPlan::last);
    if (before != ScenarioAnswers::yes) CHECK(after == before);
    fallen += before != after;
  }
  CHECK(fallen > 0);
}

TEST_CASE("what rounding leaves of a stratum is carried on within its area", "[coverage][law]") {
  const Folder folder;
  const City city(many_quarters(folder));
  const Inputs inputs(city);
  for (const auto area : inputs.domains.of(Division::areas))
    for (const auto who : {GoalDomains::women, GoalDomains::men}) {
      const auto d = GoalDomains::domain(area, who);
      const double before = inputs.answers.share(0, GoalPlan::baseline, d);
      for (std::size_t s = 1; s < GoalPlan::ratio.size(); ++s)
        for (const std::size_t year : {GoalPlan::middle, GoalPlan::last}) {
          const double ratio = GoalPlan::ratio_in(GoalPlan::ratio[s], GoalPlan::year[year]);
          // What is left of the area before is in it, too: a person at most.
          CHECK(inputs.answers.share(s, year, d) ==
                Approx(ratio * before).margin(1.01 / inputs.answers.persons(d)));
        }
    }
}

TEST_CASE("one draw of persons serves all courses, and until the baseline they are one",
          "[coverage]") {
  const Folder folder;
  const City city(tiny_city(folder));
  const Inputs inputs(city);
  const auto sample = draw_goal_sample(inputs.in, 1);
  REQUIRE(sample.size() == GoalPlan::year.size());
  CHECK(sample[GoalPlan::baseline].levels.size() == 1);
  CHECK(sample[GoalPlan::last].levels.size() == GoalPlan::ratio.size());
  const auto& last = sample[GoalPlan::last];
  CHECK(last.level(0)[0].n == last.level(3)[0].n);
  CHECK(last.level(0)[0].estimate > last.level(half)[0].estimate);
  CHECK(last.level(half)[0].estimate > last.level(3)[0].estimate);
  CHECK(sample[GoalPlan::baseline].level(0)[0].estimate !=
        sample[GoalPlan::choice].level(0)[0].estimate);
  const auto areas = inputs.domains.of(Division::areas);
  CHECK(sample[GoalPlan::baseline].area_covariance.size() == areas.size() * areas.size());
  const auto d = GoalDomains::domain(areas[0], GoalDomains::all);
  const double se = sample[GoalPlan::baseline].level(0)[d].se;
  CHECK(sample[GoalPlan::baseline].area_covariance[0] == Approx(se * se));
}

TEST_CASE("on the course that scatters every round and the projected year have their own level",
          "[coverage]") {
  const Folder folder;
  const City city(tiny_city(folder));
  const Inputs inputs(city);
  CHECK(scatter_of(3, 0, GoalPlan::last) != scatter_of(3, 0, GoalPlan::middle));
  CHECK(scatter_of(3, 0, GoalPlan::last) != scatter_of(3, 1, GoalPlan::last));
  double sum = 0, squares = 0;
  for (std::uint32_t s = 0; s < 2000; ++s) {
    const double x = std::log(scatter_of(3, s, GoalPlan::last) / GoalPlan::scattered_level);
    sum += x;
    squares += x * x;
  }
  CHECK(sum / 2000 == Approx(0).margin(4 * 0.1 / std::sqrt(2000)));
  CHECK(squares / 2000 == Approx(0.01).epsilon(4 * std::sqrt(2.0 / 2000)));
  for (std::uint32_t s = 0; s < 3; ++s) {
    const auto sample = draw_goal_sample(inputs.in, s);
    CHECK(sample[GoalPlan::choice].scattered.empty());
    for (const auto year : {GoalPlan::baseline, GoalPlan::middle, GoalPlan::last}) {
      const auto truth = inputs.answers.scattered_shares(inputs.domains, year,
                                                         scatter_of(inputs.in.seed, s, year));
      const auto& whole = sample[year].scattered[0];
      CHECK(std::abs(whole.estimate - truth[0]) < 4 * whole.se);
      CHECK(truth[0] ==
            Approx(scatter_of(inputs.in.seed, s, year) * inputs.answers.share(half, year, 0))
                .epsilon(0.01));
    }
    CHECK(
        sample.scattered_projected ==
        inputs.answers.scattered_shares(inputs.domains, ScenarioAnswers::projected,
                                        scatter_of(inputs.in.seed, s, ScenarioAnswers::projected)));
  }
}
