#include "coverage/goal_study.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "coverage/goal_fixture.hpp"
#include "estimate/cube.hpp"
#include "goal/assess.hpp"
#include "reports/goal_study_report.hpp"

using namespace trygg;
using namespace trygg::test;
using Catch::Contains;

namespace {

GoalStudy study_of(const City& city, std::uint32_t samples, unsigned threads = 0,
                   std::uint64_t seed = 3) {
  return run_goal_study(
      city.population, dark(city), plain_weights(city),
      {.samples = samples, .seed = seed, .pair = women_and_men, .threads = threads});
}

std::string report(const GoalStudy& study) {
  const auto made = reports::goal_study_report(study, {.program = "p",
                                                       .command = "c",
                                                       .project = "Tiny",
                                                       .recipe = "r.toml",
                                                       .chart = "g.svg",
                                                       .narrow_chart = "g-narrow.svg"});
  return made.markdown + made.chart + made.narrow_chart;
}

}  // namespace

TEST_CASE("the study judges cells as trygg goal does", "[coverage]") {
  const Folder folder;
  const City city(tiny_city(folder));
  const Inputs inputs(city);
  const auto sample = draw_goal_sample(inputs.in, 0);
  const auto counts = judge_sample(sample, inputs.domains, inputs.answers, 0.95);
  Goal goal;
  goal.indicator = "dark";
  goal.baselines = {"0"};
  goal.target_year = 9;
  for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) {
    Cube cube;
    for (const auto year : {GoalPlan::baseline, GoalPlan::last}) {
      const auto& r = sample[year].level(s)[GoalDomains::domain(0, GoalDomains::all)];
      CubeRow row;
      row.wave = shortest(GoalPlan::year[year]);
      row.indicator = "dark";
      row.statistic = "share";
      row.n = r.n;
      row.estimate = r.estimate;
      row.se = r.se;
      row.lower = r.lower;
      row.upper = r.upper;
      row.df = r.df;
      cube.rows.push_back(row);
    }
    const auto judged = assess(goal, cube).at(0);
    const auto& whole = counts.count[s][0];
    const auto hits = [&](GoalRate rate) { return whole[static_cast<std::size_t>(rate)].hits; };
    CHECK(hits(GoalRate::reached) == (judged.state == Verdict::reached ? 1 : 0));
    CHECK(hits(GoalRate::not_reached) == (judged.state == Verdict::not_reached ? 1 : 0));
    const double truth =
        inputs.answers.share(s, GoalPlan::last, 0) / inputs.answers.share(s, GoalPlan::baseline, 0);
    const bool covered = judged.ratio.lower <= truth && truth <= judged.ratio.upper;
    CHECK(hits(GoalRate::ratio) == (covered ? 1 : 0));
  }
}

TEST_CASE("intervals of the study hold, and states are wrong no more than allowed",
          "[coverage][law]") {
  const Folder folder;
  const City city(tiny_city(folder));
  const auto study = study_of(city, 300);
  // No finite population correction, where every tenth or so is sampled: on the safe side.
  for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) {
    const auto& whole = study.rates[s][0];
    for (const auto rate : {GoalRate::ratio, GoalRate::fieller, GoalRate::mover, GoalRate::change,
                            GoalRate::gap, GoalRate::change_of_gap, GoalRate::projection}) {
      CAPTURE(s, static_cast<int>(rate));
      CHECK(at(whole, rate).rate() > 0.95 - 4 * std::sqrt(0.95 * 0.05 / 300));
    }
    const double told = at(whole, GoalRate::reached).rate() +
                        at(whole, GoalRate::not_reached).rate() +
                        at(whole, GoalRate::cannot_tell).rate();
    CHECK(told == Approx(1));
  }
  CHECK(at(study.rates[half][0], GoalRate::scattered).rate() > 0.9);
  CHECK(at(study.rates[0][0], GoalRate::scattered).trials() == 0);
  CHECK(at(study.rates[0][0], GoalRate::reached).rate() == 0);
  CHECK(at(study.rates[0][0], GoalRate::not_reached).rate() > 0.9);
  CHECK(at(study.rates[3][0], GoalRate::not_reached).rate() == 0);
  CHECK(at(study.rates[half][0], GoalRate::reached).rate() <
        0.025 + 4 * std::sqrt(0.025 * 0.975 / 300));
  CHECK(study.ranks.all_hold.rate() > 0.95 - 4 * std::sqrt(0.95 * 0.05 / 300));
}

TEST_CASE("areas chosen by the round that they are measured from seem to fall", "[coverage][law]") {
  const Folder folder;
  const City city(many_quarters(folder));
  const auto study = study_of(city, 100);
  for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) {
    const auto& of = study.worst[s][1];  // the ten worst of thirty alike
    const auto& by_baseline = of[static_cast<std::size_t>(WorstBy::baseline)];
    const auto& by_other = of[static_cast<std::size_t>(WorstBy::other_round)];
    CHECK(by_baseline.mean_excess() < -0.05 - 4 * by_baseline.error());
    CHECK(std::abs(by_other.mean_excess()) < 4 * by_other.error() + 0.01);
    CHECK(by_baseline.covered.rate() < by_other.covered.rate());
    const auto& shrunk = of[static_cast<std::size_t>(WorstBy::shrunk)];
    CHECK(std::abs(shrunk.mean_excess()) < std::abs(by_baseline.mean_excess()));
  }
}

TEST_CASE("a study of the goal has the same figures on any threads, and others by another seed",
          "[coverage][law]") {
  const Folder folder;
  const City city(tiny_city(folder));
  const auto first = report(study_of(city, 9, 1));
  CHECK(first == report(study_of(city, 9, 3)));
  CHECK(first != report(study_of(city, 9, 1, 4)));
  CHECK(first.find("nan") == std::string::npos);
  CHECK_THAT(first, Contains("# Verdicts of the goal") && Contains("SYNTHETIC DATA") &&
                        Contains("srcset=\"g-narrow.svg\""));
}

TEST_CASE("a study of nothing is refused", "[coverage][error]") {
  const Folder folder;
  const City city(tiny_city(folder));
  CHECK_THROWS_WITH(study_of(city, 1), Contains("1 samples"));
  auto nobody = dark(city);
  nobody.codes = {"5"};
  auto few = city.population;
  for (auto& stratum : few.strata)
    for (auto& answer : stratum.answer[0]) answer = 0;
  few.round = &city.round;
  CHECK_THROWS_WITH(run_goal_study(few, nobody, plain_weights(city), {.samples = 2}),
                    Contains("indicator 'dark': nobody in the synthetic population has it"));
}
