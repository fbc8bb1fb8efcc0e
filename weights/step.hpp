#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "design/spec.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

struct LaidTotals;

/// A file of known totals that a step asks for.
struct TotalsFile {
  enum class Kind {
    margin,   ///< header: variables…,total; rows: codes
    numeric,  ///< header: variable,total
  };
  std::filesystem::path path;
  Kind kind = Kind::margin;
  std::vector<std::string> partition = {};  ///< variables that its rows are crossed with
};

/// One total that a step was to meet.
struct MetTotal {
  std::string source;  ///< "alder.csv"; empty: totals of the sample
  std::string level;   ///< "alder 16-29", or the name of a numeric variable
  std::size_t records = 0;
  double before = 0, after = 0;  ///< Σ of the weights times x
  double target = 0;
  double given = 0;  ///< the target as its file has it, before margins were brought to agree
};

/// How a step went, for the person who runs it.
struct StepReport {
  std::string title;                     ///< "calibrate, raking, 2 margins"
  int iterations = 0;                    ///< 0: closed form
  double largest_gap = 0;                ///< max |t̂ − t| / max(1, |t|) over all totals
  double smallest_g = 1, largest_g = 1;  ///< weight after over weight before
  std::vector<MetTotal> totals;
  std::vector<std::string> remarks;  ///< what a reviewer should know, a sentence each
};

/// What a step makes of the weights.
struct StepResult {
  std::vector<double> weight;  ///< by record of the table; NaN stays NaN, 0 stays 0
  /// What the variance must know; the names of weights and of the propensity are left empty.
  std::optional<CalibrationSpec> calibration;
  /// Weights after the step as `calibration` means them, where some of them are then taken out
  /// (persons who turned out not to belong to the population); empty: `weight`.
  std::vector<double> adjusted;
  std::vector<double> propensity;  ///< by record; where `calibration` has a propensity
  /// By record, a class from 1 that no column of the data holds: one more sample margin.
  std::vector<double> sample_class;
  /// By record, q g'(u), what the regression of a calibration for non-response is weighted with
  /// besides d; empty: what `calibration` says.
  std::vector<double> slope;
  StepReport report;
};

/// A step laid over data: files read, categories found. Thread-safe.
class PreparedStep {
 public:
  virtual ~PreparedStep() = default;

  /// \param weight  by record of the table; NaN: the record takes no part
  /// \throws ConvergenceError  no weights were found that meet the totals
  virtual StepResult run(std::span<const double> weight) const = 0;
  /// What `run` makes of the weights and nothing else, in place: for a replicate.
  virtual void reweigh(std::span<double> weight) const;
  /// The same where the answer of record k counts `answers[k]` times in the place of once, but
  /// counts once in what is sampled. For a replicate of a step that weights for non-response.
  /// \throws ConfigError  the step cannot do that
  virtual void reweigh(std::span<double> weight, std::span<const double> answers) const;
  /// Totals that the weights after this step meet, for a step that is to keep them; null: none.
  virtual std::shared_ptr<const LaidTotals> kept() const { return nullptr; }
};

/// What a step is laid over.
struct StepInput {
  const Table& table;
  std::span<const double> weight;          ///< before the step, of the whole sample
  const PreparedStep* previous = nullptr;  ///< the step before, null for the first
};

/// One step of a recipe, read from it and ready to be laid over data, any number of times.
class Step {
 public:
  virtual ~Step() = default;

  /// The result points into the input's table.
  /// \throws InputError  data and totals do not fit together
  virtual std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const = 0;

  /// Whether records with the same values of `columns` can be weighed as one by the mean of their
  /// weights: not where weights are cut or looked at one by one.
  virtual bool treats_alike() const { return false; }

  /// Files that the recipe names for this step.
  virtual std::vector<TotalsFile> files() const = 0;
  /// Categorical variables of the whole sample that the step adjusts for.
  virtual std::vector<std::string> auxiliaries() const { return {}; }
  /// Columns of the data that this step needs. \throws InputError  a file of totals is not one
  virtual std::vector<std::string> columns() const = 0;
};

}  // namespace trygg::weights
