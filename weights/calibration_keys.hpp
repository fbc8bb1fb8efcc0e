#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "weights/calibration/distance.hpp"
#include "weights/response/respondents.hpp"

namespace trygg {
class Config;
}

namespace trygg::weights {

/// A file of known totals, as a recipe names it.
struct NamedFile {
  std::string name;  ///< as written
  std::filesystem::path path;
  double price = 0;  ///< of a gap; 0: none was given, the totals are met
};

/// The keys of a step of kind "calibrate".
struct CalibrationKeys {
  std::string source;  ///< of the recipe, for messages
  const Distance* distance = nullptr;
  Shape shape;
  /// [lo, hi] on the weight after, for distances with bounds.
  std::optional<std::pair<double, double>> weight_bounds;
  std::vector<NamedFile> margins, numeric;
  std::optional<std::string> scale, household;
  std::vector<std::string> partition;
  /// Calibration for non-response: those who did not answer get the weight 0.
  std::optional<RespondentRule> respondents;
  /// Crossed variables, and numeric ones, whose totals are those of the weights before.
  std::vector<std::vector<std::string>> sample_margins;
  std::vector<std::string> sample_numeric;
  std::size_t deciding = 0;  ///< the margin that the others are brought to
  double tolerance = 1e-6;
};

/// \throws ConfigError  a key that does not fit the distance, values out of range, no totals, soft
///                      names that are no file of the step
CalibrationKeys read_calibration_keys(const Config& config);

}  // namespace trygg::weights
