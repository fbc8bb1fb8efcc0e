#include "coverage/goal_study.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/made_by_ranks.hpp"
#include "indicator/indicator.hpp"

namespace trygg {
namespace {

/// What one sample gives.
struct GoalDraw {
  GoalCounts counts;
  WorstDraws worst;
  RankDraw ranks;
  std::array<double, goal_groups.size()> respondents{};  ///< mean by cell at the baseline
};

std::vector<std::size_t> domains_of(const GoalGroup& group, const GoalDomains& domains) {
  std::vector<std::size_t> all;
  for (const auto region : domains.of(group.division)) {
    if (group.sexes == SexPart::together) {
      all.push_back(GoalDomains::domain(region, GoalDomains::all));
    } else {
      all.push_back(GoalDomains::domain(region, GoalDomains::women));
      all.push_back(GoalDomains::domain(region, GoalDomains::men));
    }
  }
  return all;
}

class GoalStudyRun {
 public:
  GoalStudyRun(const StudyPopulation& population, const Indicator& indicator,
               const DeclareWeights& weigh, const GoalStudyOptions& options)
      : options_(options),
        domains_(population, options.pair),
        answers_(population, indicator, domains_, options.seed),
        response_(response_model(Response::repairable, population)),
        inputs_{.population = population,
                .response = response_,
                .domains = domains_,
                .answers = answers_,
                .weigh = weigh,
                .seed = options.seed,
                .level = options.level} {}

  void run(GoalStudy& study) const {
    // Samples that wait in memory to be added up in order.
    const auto block = static_cast<std::uint32_t>(32 * options_.ranks->count());
    for (std::uint32_t from = 0; from < options_.samples; from += block) {
      const auto to = std::min(options_.samples, from + block);
      const auto draws = made_by_ranks<GoalDraw>(
          to - from, options_.threads, *options_.ranks,
          [&](std::size_t i) { return one(from + static_cast<std::uint32_t>(i)); });
      for (const auto& draw : draws) add(draw, study);
      if (options_.told) options_.told(to, options_.samples);
    }
    describe(study);
  }

 private:
  GoalDraw one(std::uint32_t s) const {
    const auto sample = draw_goal_sample(inputs_, s);
    GoalDraw draw{
        .counts = judge_sample(sample, domains_, answers_, options_.level),
        .worst = draw_worst(sample, domains_, answers_, options_.level),
        .ranks = draw_ranks(sample[GoalPlan::baseline], domains_, answers_, options_.level, s)};
    for (std::size_t g = 0; g < goal_groups.size(); ++g) {
      const auto of_group = domains_of(goal_groups[g], domains_);
      for (const auto d : of_group)
        draw.respondents[g] += static_cast<double>(sample[GoalPlan::baseline].level(0)[d].n) /
                               static_cast<double>(of_group.size());
    }
    return draw;
  }

  static void add(const GoalDraw& draw, GoalStudy& study) {
    for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) {
      for (std::size_t g = 0; g < goal_groups.size(); ++g)
        for (std::size_t r = 0; r < goal_rates; ++r) {
          const auto& count = draw.counts.count[s][g][r];
          study.rates[s][g][r].add(count.trials, count.hits);
        }
      for (std::size_t o = 0; o < all_worst_of.size(); ++o)
        for (std::size_t b = 0; b < all_worst_by.size(); ++b)
          study.worst[s][o][b].add(draw.worst[s][o][b]);
    }
    study.ranks.add(draw.ranks);
    for (std::size_t g = 0; g < goal_groups.size(); ++g)
      study.sizes[g].respondents += draw.respondents[g];
  }

  void describe(GoalStudy& study) const {
    for (std::size_t g = 0; g < goal_groups.size(); ++g) {
      const auto of_group = domains_of(goal_groups[g], domains_);
      auto& size = study.sizes[g];
      size.cells = of_group.size();
      size.respondents /= options_.samples;
      for (const auto d : of_group)
        size.share +=
            answers_.share(0, GoalPlan::baseline, d) / static_cast<double>(of_group.size());
    }
  }

  const GoalStudyOptions& options_;
  GoalDomains domains_;
  ScenarioAnswers answers_;
  ResponseModel response_;
  GoalStudyInputs inputs_;
};

}  // namespace

GoalStudy run_goal_study(const StudyPopulation& population, const Indicator& indicator,
                         const DeclareWeights& weigh, const GoalStudyOptions& options) {
  require(options.samples >= 2, "{} samples; a study needs 2 or more", options.samples);
  GoalStudy study{.options = options,
                  .wave = population.model().waves[population.round->wave].name,
                  .indicator = indicator.id,
                  .population = population.size()};
  GoalStudyRun(population, indicator, weigh, options).run(study);
  return study;
}

}  // namespace trygg
