#include "coverage/goal_study.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "coverage/fixture.hpp"
#include "coverage/one_quarter.hpp"
#include "estimate/cube.hpp"
#include "goal/assess.hpp"
#include "reports/goal_study_report.hpp"

using namespace trygg;
using Catch::Contains;
using test::City;

namespace {

constexpr SexPair women_and_men{0, 1};

/// Base weights N_h/n_h, and nothing else.
DeclareWeights plain_weights(const City& city) {
  return [&city](Table& table) {
    const auto& strata = table.column(city.model.names.stratum);
    const auto n = strata.level_counts();
    ColumnBuilder weight("w");
    for (const auto h : strata.codes)
      weight.add(city.round.population[h] / static_cast<double>(n[h]));
    DesignSpec spec{.weight = "w", .strata = strata.name};
    table.add(weight.take());
    return spec;
  };
}

const Indicator& dark(const City& city) {
  return city.model.indicators.front();
}

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

/// What one sample is drawn from.
struct Inputs {
  explicit Inputs(const City& city)
      : domains(city.population, women_and_men),
        answers(city.population, dark(city), domains, 3),
        response(response_model(Response::full, city.population)),
        weigh(plain_weights(city)),
        in{.population = city.population,
           .response = response,
           .domains = domains,
           .answers = answers,
           .weigh = weigh,
           .seed = 3} {}
  GoalDomains domains;
  ScenarioAnswers answers;
  ResponseModel response;
  DeclareWeights weigh;
  GoalStudyInputs in;
};

/// The tiny city with thirty quarters that are all alike, in two districts.
std::string many_quarters(const test::Folder& folder) {
  auto settings = test::with(test::tiny_settings, "stratum_sd = 0.1", "stratum_sd = 0");
  settings = test::with(settings, "size = 1200", "size = 2400");
  const auto path = test::tiny_city(folder, settings);
  std::string areas = "era,niva,kod,namn,namn_rader,preposition,genitiv,rad,kolumn,region\n";
  for (const auto* era : {"old", "new"})
    for (const auto* code : {"N", "S"})
      areas +=
          fmt::format("{},district,{},{}side,,,,1,{},\n", era, code, code, code[0] == 'N' ? 1 : 2);
  std::string crosswalk = "quarter,old,new\n";
  std::string strata = "quarter,befolkning,profil,effekt,svar,tenant\n";
  for (int q = 1; q <= 30; ++q) {
    areas += fmt::format(",quarter,q{},Quarter {},,,,,,\n", q, q);
    crosswalk += fmt::format("q{},{},{}\n", q, q <= 15 ? "N" : "S", q <= 15 ? "N" : "S");
    strata += fmt::format("q{},900,mixed,0,0,0.2\n", q);
  }
  folder.file("areas.csv", areas);
  folder.file("crosswalk.csv", crosswalk);
  folder.file("strata.csv", strata);
  folder.file("effects.csv", "district,first,second\nN,0,0\nS,0,0\n");
  return path;
}

constexpr std::size_t half = 2;  // GoalPlan::ratio

}  // namespace

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
  const test::Folder folder;
  const City city(test::tiny_city(folder));
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
  const test::Folder folder;
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

TEST_CASE("the study judges cells as trygg goal does", "[coverage]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
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

TEST_CASE("one draw of persons serves all courses, and until the baseline they are one",
          "[coverage]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
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
  const test::Folder folder;
  const City city(test::tiny_city(folder));
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

TEST_CASE("intervals of the study hold, and states are wrong no more than allowed",
          "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
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
  const test::Folder folder;
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
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto first = report(study_of(city, 9, 1));
  CHECK(first == report(study_of(city, 9, 3)));
  CHECK(first != report(study_of(city, 9, 1, 4)));
  CHECK(first.find("nan") == std::string::npos);
  CHECK_THAT(first, Contains("# Verdicts of the goal") && Contains("SYNTHETIC DATA") &&
                        Contains("srcset=\"g-narrow.svg\""));
}

TEST_CASE("a study of nothing is refused", "[coverage][error]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
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
