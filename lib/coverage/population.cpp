#include "coverage/population.hpp"

#include <numeric>

#include "base/parallel.hpp"

namespace trygg {

std::size_t StudyPopulation::size() const {
  return std::accumulate(round->population.begin(), round->population.end(), std::size_t{0});
}

std::size_t StudyPopulation::sampled() const {
  return std::accumulate(round->sampled.begin(), round->sampled.end(), std::size_t{0});
}

double StudyPopulation::fraction(std::size_t h) const {
  return static_cast<double>(round->sampled[h]) / round->population[h];
}

StudyPopulation draw_population(const SynthRound& round, unsigned threads) {
  StudyPopulation population{&round, std::vector<SynthPersons>(round.population.size())};
  parallel_for(population.strata.size(), threads,
               [&](std::size_t h) { population.strata[h] = draw_persons(round, h); });
  return population;
}

}  // namespace trygg
