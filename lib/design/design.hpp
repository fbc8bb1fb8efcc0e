#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "design/spec.hpp"

namespace trygg {

class Table;

/// The units of one stage of sampling, nested in the strata (stage 1) or in the units of the stage
/// before.
struct Stage {
  std::vector<std::uint32_t> unit;     ///< unit of each record
  std::vector<std::uint32_t> parent;   ///< of each unit: its stratum, or its unit one stage up
  std::vector<std::uint32_t> sampled;  ///< of each parent: how many units were sampled in it
  std::vector<double> fraction;        ///< of each parent: sampling fraction f; 0 without fpc
};

/// A weight step whose margins the estimator makes use of.
struct CalibrationStep {
  std::vector<double> before, after;                 ///< d and w of every record
  std::vector<double> scale;                         ///< q_k; empty: 1
  std::vector<std::vector<std::uint32_t>> category;  ///< by margin, by record
  std::vector<std::uint32_t> categories;             ///< number of categories, by margin
  std::vector<std::vector<double>> numeric;          ///< by variable, by record
};

/// A probability sample seen through its records, in the order of the file.
///
/// Records whose weight is missing are not part of it; records with weight 0 are, and count in no
/// n. A domain never takes records away: those outside count as zeros.
class Design {
 public:
  std::size_t records() const { return weight_.size(); }
  std::span<const double> weight() const { return weight_; }
  std::size_t strata() const { return stages_.front().sampled.size(); }
  /// At least one stage; without --psu the records are the units.
  std::span<const Stage> stages() const { return stages_; }
  std::span<const CalibrationStep> calibration() const { return calibration_; }
  LonelyPsu lonely_psu() const { return lonely_psu_; }
  /// Names of the strata, for messages.
  const std::string& stratum_name(std::size_t h) const { return stratum_names_[h]; }
  /// Row of the table that each record came from (records with a missing weight are left out).
  std::span<const std::uint32_t> table_row() const { return table_row_; }
  std::size_t left_out() const { return left_out_; }
  /// Whether records are the units of the only stage: no PSUs were declared.
  bool records_are_units() const { return records_are_units_; }
  /// Of folded data (table/table.hpp): how many records each one here stands for; empty: 1. Where
  /// records are the units, weights are those of one of them; under PSUs, the sum over them all.
  std::span<const std::uint32_t> multiplicity() const { return multiplicity_; }

  friend Design make_design(const Table& table, const DesignSpec& spec);

 private:
  void sum_weights();

  std::vector<double> weight_;
  std::vector<Stage> stages_;
  std::vector<CalibrationStep> calibration_;
  std::vector<std::string> stratum_names_;
  std::vector<std::uint32_t> table_row_, multiplicity_;
  std::size_t left_out_ = 0;
  bool records_are_units_ = true;
  LonelyPsu lonely_psu_ = LonelyPsu::fail;
};

/// Reads the columns that `spec` names.
/// \throws ConfigError  a column is not there
/// \throws InputError   a negative weight (unless a linear calibration made it), a missing stratum
///                      or PSU, a PSU in two strata without `nest`, an fpc that is not constant
///                      within its stratum or is smaller than n
Design make_design(const Table& table, const DesignSpec& spec);

}  // namespace trygg
