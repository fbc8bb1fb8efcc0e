#pragma once

#include <cstddef>
#include <vector>

#include "synth/population.hpp"

namespace trygg {

/// The finite population that samples are drawn from again and again: drawn once, then fixed, so
/// that every figure has one true value.
struct StudyPopulation {
  const SynthRound* round = nullptr;
  std::vector<SynthPersons> strata;

  const SynthModel& model() const { return *round->model; }
  /// N, and n drawn from it.
  std::size_t size() const;
  std::size_t sampled() const;
  /// n_h/N_h.
  double fraction(std::size_t h) const;
};

/// The same persons as `synthesize` makes. \param round  must outlive the population
StudyPopulation draw_population(const SynthRound& round, unsigned threads);

}  // namespace trygg
