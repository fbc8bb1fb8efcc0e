#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "design/spec.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

/// A file of known totals that a step asks for.
struct TotalsFile {
  enum class Kind {
    margin,   ///< header: variables…,total; rows: codes
    numeric,  ///< header: variable,total
  };
  std::filesystem::path path;
  Kind kind = Kind::margin;
};

/// How a step went, for the person who runs it.
struct StepReport {
  std::string title;                     ///< "calibrate, raking, 2 margins"
  int iterations = 0;                    ///< 0: closed form
  double largest_gap = 0;                ///< max |t̂ − t| / max(1, |t|) over all totals
  double smallest_g = 1, largest_g = 1;  ///< weight after over weight before
};

/// What a step makes of the weights.
struct StepResult {
  std::vector<double> weight;  ///< by record of the table; NaN stays NaN, 0 stays 0
  /// For a calibration: margins, numeric variables, distance. The names of weights are left empty.
  std::optional<CalibrationSpec> calibration;
  StepReport report;
};

/// One step of a recipe, read from it and ready to run, any number of times.
class Step {
 public:
  virtual ~Step() = default;

  /// \param weight  by record of the table; NaN: the record takes no part
  /// \throws InputError        data and totals do not fit together
  /// \throws ConvergenceError  no weights were found that meet the totals
  virtual StepResult apply(const Table& table, std::span<const double> weight) const = 0;

  /// Files that the recipe names for this step.
  virtual std::vector<TotalsFile> files() const = 0;
  /// Columns of the data that this step needs. \throws InputError  a file of totals is not one
  virtual std::vector<std::string> columns() const = 0;
};

}  // namespace trygg::weights
