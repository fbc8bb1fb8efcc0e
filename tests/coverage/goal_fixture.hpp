#pragma once

#include <fmt/format.h>

#include <string>

#include "coverage/fixture.hpp"
#include "coverage/goal_rounds.hpp"
#include "coverage/one_quarter.hpp"

namespace trygg::test {

inline constexpr SexPair women_and_men{0, 1};

/// Base weights N_h/n_h, and nothing else.
inline DeclareWeights plain_weights(const City& city) {
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

inline const Indicator& dark(const City& city) {
  return city.model.indicators.front();
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
inline std::string many_quarters(const Folder& folder) {
  auto settings = with(tiny_settings, "stratum_sd = 0.1", "stratum_sd = 0");
  settings = with(settings, "size = 1200", "size = 2400");
  const auto path = tiny_city(folder, settings);
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

inline constexpr std::size_t half = GoalPlan::halving;

}  // namespace trygg::test
