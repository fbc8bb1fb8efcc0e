#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "design/replicate_spec.hpp"
#include "design/sampling_spec.hpp"

namespace trygg {

/// What a stratum with a single PSU in the whole sample contributes to a variance.
enum class LonelyPsu {
  fail,       ///< nothing can be said: DesignError naming the strata
  certainty,  ///< nothing: its PSU was taken with certainty
  remove,     ///< nothing: the stratum is left out
  adjust,     ///< its squared distance from the mean of all PSU totals (R survey 4.5)
  average,    ///< the average of the strata that have several PSUs: the sum times H/(H − h1)
};

/// One step that the weights went through, as columns of the data: a calibration to totals of the
/// population, or an adjustment for non-response, which is a calibration of those who answered to
/// totals of all who were sampled.
struct CalibrationSpec {
  std::string weight_before;                      ///< d: weights before this step
  std::string weight_after;                       ///< w = d g
  std::vector<std::vector<std::string>> margins;  ///< crossed variables, one list a margin
  std::vector<std::string> numeric;               ///< numeric auxiliary variables
  /// The same, where the total that is met is that of the weights before, over all who have one.
  std::vector<std::vector<std::string>> sample_margins;
  std::vector<std::string> sample_numeric;
  std::optional<std::string> scale;  ///< q_k, when it is not 1
  /// Column of response propensities p that the weights were divided by, from a logistic model of
  /// the sample-level variables: these are multiplied by p and scaled by (1 − p)/p².
  std::optional<std::string> propensity;
  std::vector<std::string> partition;  ///< all auxiliary variables are crossed with these
  std::optional<std::string>
      household;  ///< means over its members stand for every auxiliary variable
  /// Soft margins: by margin, then numeric variable, the price c of a gap; infinite: met exactly.
  /// Empty: all are. The regression adds its own diagonal, divided by c.
  std::vector<double> price;
  /// Those without a weight after the step did not answer, each with probability 1 − d/w.
  bool response = false;
  /// Column of the units that answer as one, all of their records or none, such as schools; each
  /// lies in one PSU. Without it every record answers by itself.
  std::optional<std::string> unit;
  std::string distance;  ///< for the record; the variance is the same
};

/// A sampling design as a user declares it: names of columns and rules.
struct DesignSpec {
  std::optional<std::string> weight;
  std::optional<std::string> strata;
  std::vector<std::string> psu;  ///< stage by stage
  /// Stage by stage; sizes (> 1) or fractions (<= 1). From the second on where the first stage has
  /// inclusion probabilities, `probability` with a method.
  std::vector<std::string> fpc;
  /// Population by stratum, in place of the first `fpc` column; written by `trygg weight`.
  std::vector<std::pair<std::string, double>> stratum_population;
  bool nest = false;
  LonelyPsu lonely_psu = LonelyPsu::fail;
  std::vector<CalibrationSpec> calibration;  ///< in the order in which they were made
  /// Margins of weights that were made elsewhere (`calibrated_on`): one step with the final weight
  /// in place of the unknown weight before.
  std::vector<std::vector<std::string>> calibrated_on;
  std::optional<ReplicateSpec> replicates;
  std::optional<ProbabilitySpec> probability;  ///< of the PSUs
  /// PSUs taken with certainty: each a stratum of its own of which all was taken.
  std::optional<CodeList> certainty;
  /// Column of numbers by which the PSUs of a stratum stood when every so manieth was taken.
  std::optional<std::string> order;
  std::optional<SecondPhaseSpec> phase2;
};

/// Whether records take a part of their own in the variance, so that folding them loses it, and
/// why; "" where they do not.
std::string why_records(const DesignSpec& spec);

/// \throws ConfigError  settings of the sampling that exclude each other, or need another
void check_sampling(const DesignSpec& spec);

/// All columns that a design names, each once.
std::vector<std::string> columns_of(const DesignSpec& spec);

}  // namespace trygg
