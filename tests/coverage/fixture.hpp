#pragma once

#include <fmt/format.h>

#include "coverage/study.hpp"
#include "design/design.hpp"
#include "synth/model.hpp"

namespace trygg::test {

/// A model, its first round and the population, kept together.
struct City {
  explicit City(const std::string& settings)
      : model(read_synth(settings)), round(prepare_round(model, 0)) {
    population = draw_population(round, 1);
  }
  City(const City&) = delete;

  SynthModel model;
  SynthRound round;
  StudyPopulation population;
};

/// Base weights N_h/n_h of the records in the table, and nothing else; `finite` is the population
/// that the variance is told, as a multiple of N_h.
inline WeighSample base_weights(const City& city, double finite = 1) {
  return [&city, finite](Table& table) {
    const auto& strata = table.column(city.model.names.stratum);
    const auto n = strata.level_counts();
    ColumnBuilder weight("w");
    DesignSpec spec{.weight = "w", .strata = strata.name};
    for (std::size_t h = 0; h < n.size(); ++h)
      if (n[h] > 0)
        spec.stratum_population.emplace_back(strata.levels[h].text,
                                             finite * city.round.population[h]);
    for (const auto h : strata.codes)
      weight.add(city.round.population[h] / static_cast<double>(n[h]));
    table.add(weight.take());
    return make_design(table, spec);
  };
}

/// The cell of a share for everybody in a region.
inline std::size_t cell_of(const StudyResponse& part, CellKind kind, std::size_t region) {
  for (std::size_t c = 0; c < part.cells.size(); ++c)
    if (part.cells[c].kind == kind && part.cells[c].region == region &&
        part.cells[c].sex == StudyDomains::everybody)
      return c;
  throw std::out_of_range("no such cell");
}

}  // namespace trygg::test
