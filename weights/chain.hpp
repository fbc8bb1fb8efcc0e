#pragma once

#include <memory>
#include <span>
#include <vector>

#include "weights/base_weight.hpp"
#include "weights/step.hpp"

namespace trygg::weights {

struct Recipe;

/// A recipe laid over one sample: its steps, one after another, for the sample's own base weights
/// and for those of any replicate. Thread-safe once made.
class Chain {
 public:
  /// Runs every step once. Both must outlive the chain.
  /// \throws ConfigError, InputError, ConvergenceError  as base_weights and the steps
  Chain(const Table& table, const Recipe& recipe);

  const BaseWeights& base() const { return base_; }
  /// By step, of the sample.
  const std::vector<StepResult>& results() const { return results_; }
  /// The final weights of the sample.
  std::span<const double> weight() const;

  /// Every step redone: base weights become final weights, in place.
  /// \throws ConvergenceError, InputError  a step finds no weights: names the step
  void reweigh(std::span<double> weight) const { reweigh(weight, {}); }
  /// The same where answers count a number of times. \param answers  by step (or none at all), by
  /// record; empty: each counts once
  void reweigh(std::span<double> weight, std::span<const std::vector<double>> answers) const;

 private:
  BaseWeights base_;
  std::vector<std::unique_ptr<const PreparedStep>> steps_;
  std::vector<StepResult> results_;
};

}  // namespace trygg::weights
