#include "coverage/goal_rounds.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "coverage/draw.hpp"
#include "design/design.hpp"
#include "design/without_fpc.hpp"
#include "estimate/folded_estimator.hpp"
#include "fold/folder.hpp"

namespace trygg {
namespace {

std::string variable_of(std::size_t scenario) {
  return fmt::format("scenario {}", scenario);
}

/// The answers of everybody in the sample as a question of codes 0 and 1.
template <class Answer>
Column answers_of(const StudySample& sample, const std::string& name, Answer answer) {
  Column column{.name = name};
  column.levels = {{.text = "0"}, {.text = "1"}, {.text = "9", .missing = Missing::not_asked}};
  find_numbers(column, '.');
  column.codes.reserve(sample.respondents.size());
  for (const auto& r : sample.respondents) column.codes.push_back(answer(r));
  return column;
}

/// Adds a question for each course that the round has: those of the scenarios and, from the
/// baseline on, the one that scatters. \return how many
std::size_t add_questions(const GoalStudyInputs& in, std::uint32_t sample, std::size_t year,
                          StudySample& drawn) {
  const auto scenarios = year <= GoalPlan::baseline ? 1 : GoalPlan::ratio.size();
  for (std::size_t s = 0; s < scenarios; ++s)
    drawn.table.add(answers_of(drawn, variable_of(s), [&](const Respondent& r) {
      return in.answers.answer(r.stratum, r.person, r.sex, s, year);
    }));
  if (year < GoalPlan::baseline) return scenarios;
  const double factor = scatter_of(in.seed, sample, year);
  drawn.table.add(answers_of(drawn, variable_of(scenarios), [&](const Respondent& r) {
    return in.answers.scattered_answer(r.stratum, r.person, r.sex, year, factor);
  }));
  return scenarios + 1;
}

/// The place of every level of a column in the model's list.
template <class Items>
std::vector<std::size_t> places(const Column& column, const Items& items) {
  std::vector<std::size_t> found;
  for (const auto& level : column.levels) {
    const auto item =
        std::ranges::find_if(items, [&](const auto& i) { return i.code == level.text; });
    require(item != items.end(), "column '{}': '{}' is no code of the model", column.name,
            level.text);
    found.push_back(static_cast<std::size_t>(item - items.begin()));
  }
  return found;
}

/// The cells of each domain.
std::vector<Domain> domains_of(const GoalStudyInputs& in, const Table& cells,
                               const Design& design) {
  const auto& model = in.population.model();
  const auto& strata = cells.column(model.names.stratum);
  const auto& sexes = cells.column(model.names.sex);
  const auto stratum = places(strata, model.strata), sex = places(sexes, model.sexes);
  std::vector<Domain> all(in.domains.domains());
  for (std::uint32_t k = 0; k < design.records(); ++k) {
    const auto row = design.table_row()[k];
    in.domains.visit(stratum[strata.codes[row]], sex[sexes.codes[row]],
                     [&](std::size_t d) { all[d].push_back(k); });
  }
  return all;
}

FoldPlan plan_of(const GoalStudyInputs& in, const DesignSpec& spec, std::size_t scenarios) {
  FoldPlan plan;
  plan.keys = columns_of(spec);
  const auto& names = in.population.model().names;
  for (const auto& name : {names.stratum, names.sex})
    if (std::ranges::find(plan.keys, name) == plan.keys.end()) plan.keys.push_back(name);
  for (std::size_t s = 0; s < scenarios; ++s) plan.items.push_back(variable_of(s));
  return plan;
}

std::vector<Quantity> quantities(std::size_t scenarios) {
  std::vector<Quantity> all;
  for (std::size_t s = 0; s < scenarios; ++s)
    all.push_back({.indicator = variable_of(s),
                   .statistic = Statistic::share,
                   .variable = variable_of(s),
                   .levels = {1}});
  return all;
}

/// By quantity, from results by cell.
std::vector<std::vector<Result>> turned(const std::vector<std::vector<Result>>& by_cell,
                                        std::size_t quantities) {
  std::vector<std::vector<Result>> all(quantities);
  for (const auto& cell : by_cell)
    for (std::size_t q = 0; q < quantities; ++q) all[q].push_back(cell[q]);
  return all;
}

void estimate_gaps(const DomainEstimator& estimator, const std::vector<Domain>& domains,
                   std::size_t scenarios, RoundEstimates& made) {
  const Contrast difference{
      .text = {},
      .variables = {},
      .terms = {{.coefficient = 1, .levels = {}}, {.coefficient = -1, .levels = {}}}};
  std::vector<std::vector<Domain>> terms;
  for (std::size_t d = 0; d < domains.size(); d += GoalDomains::whos)
    terms.push_back({domains[d + GoalDomains::women], domains[d + GoalDomains::men]});
  std::vector<std::vector<Result>> results(terms.size());
  estimator.contrasts(difference, terms, results);
  made.gaps = turned(results, scenarios);
}

void estimate_covariance(const DomainEstimator& estimator, const GoalDomains& domains,
                         const std::vector<Domain>& records, RoundEstimates& made) {
  const auto areas = domains.of(Division::areas);
  for (const auto a : areas)
    for (const auto b : areas)
      made.area_covariance.push_back(
          estimator.covariance({0, &records[GoalDomains::domain(a, GoalDomains::all)]},
                               {0, &records[GoalDomains::domain(b, GoalDomains::all)]}));
}

RoundEstimates estimate_round(const GoalStudyInputs& in, std::uint32_t sample, std::size_t year) {
  constexpr auto rounds = static_cast<std::uint32_t>(GoalPlan::year.size());
  auto drawn = draw_respondents(in.population, in.response, in.seed,
                                sample * rounds + static_cast<std::uint32_t>(year));
  const auto questions = add_questions(in, sample, year, drawn);
  const auto spec = without_fpc(in.weigh(drawn.table));
  const auto folded = fold(drawn.table, plan_of(in, spec, questions));
  const auto design = make_design(folded.cells, spec);
  auto asked = quantities(questions);
  for (std::size_t q = 0; q < asked.size(); ++q)  // the level "1", wherever folding has put it
    for (std::uint32_t l = 0; l < folded.items[q].levels.size(); ++l)
      if (folded.items[q].levels[l].text == "1") asked[q].levels = {l};
  const auto estimator = make_folded_estimator(folded, design, asked, {.level = in.level});
  const auto domains = domains_of(in, folded.cells, design);
  RoundEstimates made;
  std::vector<std::vector<Result>> results(domains.size());
  estimator->levels(domains, results);
  made.levels = turned(results, questions);
  estimate_gaps(*estimator, domains, questions, made);
  if (year >= GoalPlan::baseline) {
    made.scattered = std::move(made.levels.back());
    made.levels.pop_back();
    made.gaps.pop_back();
  }
  if (year == GoalPlan::baseline) estimate_covariance(*estimator, in.domains, domains, made);
  return made;
}

}  // namespace

double scatter_of(std::uint64_t seed, std::uint32_t sample, std::size_t year) {
  // Strata draw from the substreams up to three times their number.
  constexpr std::uint32_t beyond_strata = 1'000'000;
  Random random(seed, sample, beyond_strata + static_cast<std::uint32_t>(year));
  return GoalPlan::scattered_level * std::exp(GoalPlan::scatter * random.normal());
}

GoalSample draw_goal_sample(const GoalStudyInputs& in, std::uint32_t sample) {
  GoalSample made;
  for (std::size_t year = 0; year < GoalPlan::year.size(); ++year)
    made.rounds.push_back(estimate_round(in, sample, year));
  made.scattered_projected =
      in.answers.scattered_shares(in.domains, ScenarioAnswers::projected,
                                  scatter_of(in.seed, sample, ScenarioAnswers::projected));
  return made;
}

}  // namespace trygg
