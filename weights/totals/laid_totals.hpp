#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "design/spec.hpp"
#include "weights/calibration/problem.hpp"
#include "weights/step.hpp"

namespace trygg::weights {

/// A margin laid over the data. Without totals it is one of the sample: what it is to sum to is
/// what the weights before sum to.
struct LaidMargin {
  std::string source;                   ///< the file, or "the sample"
  std::vector<std::string> variables;   ///< those of the partition included
  std::vector<std::string> level;       ///< by row: "kon 1, alder 16-29"
  std::vector<std::uint32_t> category;  ///< by record: its row
  std::vector<std::size_t> records;     ///< by row: how many have it
  std::vector<std::uint32_t> part;      ///< by row: where it belongs; 0 for rows that nobody has
  std::vector<double> total;            ///< by row; empty: of the sample
  std::vector<double> given;            ///< by row, as it stands in the file
  double price = exactly;
};

/// A numeric variable laid over the data.
struct LaidNumeric {
  std::string source, name;
  std::vector<double> value;  ///< by record; 0 where there is none
  std::vector<double> total;  ///< by part; empty: of the sample
  double price = exactly;
};

/// Totals of every margin by row, and of every numeric variable by part.
struct Targets {
  std::vector<std::vector<double>> margins, numeric;
};

/// All that a calibration is to meet, and which records make it up.
struct LaidTotals {
  std::vector<LaidMargin> margins;
  std::vector<LaidNumeric> numeric;
  std::vector<std::string> partition;    ///< variables
  std::vector<std::string> parts{""};    ///< "region 01"; one without a name: no partition
  std::vector<std::uint32_t> part_of;    ///< by record; empty: all of the one part
  std::string household_variable;        ///< empty: every record has a weight of its own
  std::vector<std::uint32_t> household;  ///< by record, its number
  std::vector<double> scale;             ///< q by record; empty: 1
  std::vector<std::uint8_t> responds;    ///< by record; empty: all do

  std::size_t part(std::size_t record) const { return part_of.empty() ? 0 : part_of[record]; }
  bool has_sample_totals() const;
  bool is_soft() const;
};

/// The weights of those who answer; 0 for others.
std::vector<double> of_respondents(const LaidTotals& laid, std::span<const double> weight);

/// What is to be met: the totals that were given, and those of the sample, Σ w x over all who have
/// a weight. Where there are margins of the population, these are multiplied by its size over Σ w,
/// in every part.
struct SampleTargets {
  Targets target;
  std::vector<double> factor;  ///< by part; 1 without margins of the population
};
SampleTargets targets_of(const LaidTotals& laid, std::span<const double> weight);

/// Σ w x of all margins and numeric variables, over records whose weight is not 0.
Targets sums(const LaidTotals& laid, std::span<const double> weight);

/// One line for each total: what it was, became and was to be.
std::vector<MetTotal> met_totals(const LaidTotals& laid, const Targets& before,
                                 const Targets& after, const Targets& target);

/// What the variance must know of it: variables, prices and households.
CalibrationSpec spec_of(const LaidTotals& laid);

}  // namespace trygg::weights
