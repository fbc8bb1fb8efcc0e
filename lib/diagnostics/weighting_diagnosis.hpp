#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnostics/auxiliaries.hpp"
#include "diagnostics/balance.hpp"
#include "diagnostics/design_effects.hpp"
#include "diagnostics/outcome_rates.hpp"
#include "diagnostics/representativeness.hpp"
#include "diagnostics/weight_distribution.hpp"

namespace trygg {

/// A total that a step was to meet.
struct MarginGap {
  std::string source;  ///< "alder.csv"; empty: a total of the sample
  std::string level;   ///< "alder 16-29", or the name of a numeric variable
  std::size_t records = 0;
  double before = 0, after = 0, target = 0;
  double given = 0;  ///< the target as its file has it, before margins were brought to agree
};

enum class StageKind { base, eligibility, nonresponse, calibration, trimming };

/// The weights after one step; the first stage is the base weights.
struct WeightingStage {
  StageKind kind = StageKind::base;
  std::string title;  ///< the step's own: "calibrate, raking, 2 margins"
  int iterations = 0;
  double largest_gap = 0;
  std::vector<std::string> remarks;
  WeightDistribution weight;
  WeightEffect kish;
  Histogram histogram;  ///< of the weights
  ExtremeRecords extremes;
  /// Weight after over weight before, of records with both; absent for base weights.
  std::optional<WeightDistribution> g;
  ExtremeRecords g_extremes;
  std::vector<MarginGap> totals;
};

/// What became of the sample, in all or in one class of a variable.
struct OutcomeGroup {
  std::string variable, level;    ///< both empty: the whole
  OutcomeSums persons, weighted;  ///< by base weights
  OutcomeRates rates, weighted_rates;
};

/// A study variable and the weights.
struct StudyEffect {
  std::string name;      ///< "otrygg=4|5" or "inkomst"
  WeightEffect spencer;  ///< of its total, by the final weights
  double moved = 0;      ///< H1 of the auxiliaries; NaN: not known
};

/// Those who answered against those who were sampled.
struct ResponseDiagnosis {
  std::size_t sampled = 0, answered = 0;
  double weighted_rate = 0;              ///< Σ_r d / Σ_s d
  std::vector<std::string> auxiliaries;  ///< the variables of all that follows
  std::vector<std::string> left_out;     ///< "inkomst: …", why a variable is not used
  std::optional<Representativeness> representative;
  std::string not_representative;  ///< why there is none
  std::vector<VariableBalance> balance;
  double h3 = 0, q2 = 0;  ///< of all auxiliaries together
  std::vector<AuxiliaryStep> selection;
};

/// A file that the weights were made from.
struct UsedFile {
  std::string name, sha256;
};

/// All that a reviewer is told of a weighting. Records are counted from 0.
struct WeightingDiagnosis {
  std::string data, recipe;  ///< names of the files
  std::string weight;        ///< name of the final weight
  std::string program;       ///< "trygg 0.1.0 (…)"
  std::vector<UsedFile> files;
  std::size_t records = 0;  ///< rows of the data
  std::vector<WeightingStage> stages;
  std::vector<OutcomeGroup> outcomes;  ///< empty: the recipe has no [outcome]
  std::optional<ResponseDiagnosis> response;
  std::string no_response;  ///< why there is none
  std::vector<StudyEffect> study;
};

}  // namespace trygg
