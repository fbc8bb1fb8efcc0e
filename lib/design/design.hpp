#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "design/first_stage.hpp"
#include "design/second_phase.hpp"
#include "design/spec.hpp"

namespace trygg {

class Table;
struct ReplicateWeights;

/// The units of one stage of sampling, nested in the strata (stage 1) or in the units of the stage
/// before.
struct Stage {
  std::vector<std::uint32_t> unit;     ///< unit of each record
  std::vector<std::uint32_t> parent;   ///< of each unit: its stratum, or its unit one stage up
  std::vector<std::uint32_t> sampled;  ///< of each parent: how many units were sampled in it
  std::vector<double> fraction;        ///< of each parent: sampling fraction f; 0 without fpc
  /// Of the first stage, by unit: π in place of f; empty: f.
  std::vector<double> probability = {};
  /// Of the first stage, by parent: its unit was taken with certainty; empty: none was.
  std::vector<char> certain = {};

  bool is_certain(std::size_t stratum) const { return !certain.empty() && certain[stratum] != 0; }
  /// The part of what there is that `u` stands for at this stage.
  double fraction_of(std::size_t u) const {
    return probability.empty() ? fraction[parent[u]] : probability[u];
  }
};

/// A weight step whose auxiliary variables the estimator makes use of.
///
/// Margins, and numeric variables, to totals of the population come first, then those whose totals
/// are those of the weights before, over all records that have one.
struct CalibrationStep {
  std::vector<double> before, after;                   ///< d and w of every record
  std::vector<double> scale;                           ///< q_k; empty: 1
  std::vector<double> multiplier;                      ///< p_k that every x is times; empty: 1
  std::vector<std::vector<std::uint32_t>> category;    ///< by margin, by record
  std::vector<std::uint32_t> categories;               ///< number of categories, by margin
  std::vector<std::vector<double>> numeric;            ///< by variable, by record
  std::size_t sample_margins = 0, sample_numeric = 0;  ///< how many of the last have such totals
  std::vector<double> price;  ///< by margin, then numeric variable; infinite: met. Empty: all are
  bool response = false;      ///< records with d, but no w, did not answer
  std::vector<std::uint32_t> unit;  ///< by record, what answers as one; empty: every record

  /// d q of a record, or 0 where it did not answer. A weight that an earlier linear step made
  /// negative counts by its size: any positive weighting gives residuals.
  double metric(std::size_t record) const;
  /// What x x' is weighted with in G: d q, but under a propensity d (1 − p)/p of all who were
  /// sampled, so that p²G is the information of the logistic model.
  double gram_metric(std::size_t record) const;
  double multiplier_of(std::size_t record) const {
    return multiplier.empty() ? 1.0 : multiplier[record];
  }
  /// Whether all totals are of the sample, and whether some are.
  bool is_sample_level() const {
    return sample_margins == category.size() && sample_numeric == numeric.size();
  }
  bool has_two_levels() const { return sample_margins + sample_numeric > 0 && !is_sample_level(); }
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
  /// Whether a step weights for non-response.
  bool has_response_step() const;
  LonelyPsu lonely_psu() const { return lonely_psu_; }
  /// Names of the strata, for messages.
  const std::string& stratum_name(std::size_t h) const { return stratum_names_[h]; }
  /// Row of the table that each record came from (records with a missing weight are left out).
  std::span<const std::uint32_t> table_row() const { return table_row_; }
  std::size_t left_out() const { return left_out_; }
  /// Whether records are the units of the only stage: no PSUs were declared.
  bool records_are_units() const { return records_are_units_; }
  /// The part of the population that every record stands for by the finite population alone: the
  /// product of the sampling fractions of what it lies in; 0 without fpc at any stage.
  std::vector<double> sampling_fraction() const;
  /// Of folded data (table/table.hpp): how many records each one here stands for; empty: 1. Where
  /// records are the units, weights are those of one of them; under PSUs, the sum over them all.
  std::span<const std::uint32_t> multiplicity() const { return multiplicity_; }

  /// How the PSUs were drawn where it was not at random within strata; each is null otherwise.
  const UnequalProbabilities* unequal() const { return unequal_ ? &*unequal_ : nullptr; }
  const DrawnOrder* order() const { return order_ ? &*order_ : nullptr; }
  /// The subsample of records that the weights are of; null: all records.
  const SecondPhase* second_phase() const { return phase2_ ? &*phase2_ : nullptr; }
  /// Whether each record of the sample is as any other of its stratum: nothing of the above, and
  /// no PSU taken with certainty.
  bool is_exchangeable() const {
    return !unequal_ && !order_ && !phase2_ && stages_.front().certain.empty();
  }

  /// Replicate weights that take the place of formulas in the variance; null: there are none.
  const ReplicateWeights* replicates() const { return replicates_.get(); }
  /// From here on the variance is theirs. They have been through every step: calibration() is
  /// forgotten. \throws ArgumentError  not one row for each record
  void use_replicates(std::shared_ptr<const ReplicateWeights> replicates);

  friend Design make_design(const Table& table, const DesignSpec& spec);

 private:
  void sum_weights();
  void draw(const Table& table, const DesignSpec& spec, std::vector<double> probability);

  std::vector<double> weight_;
  std::vector<Stage> stages_;
  std::vector<CalibrationStep> calibration_;
  std::vector<std::string> stratum_names_;
  std::vector<std::uint32_t> table_row_, multiplicity_;
  std::shared_ptr<const ReplicateWeights> replicates_;
  std::optional<UnequalProbabilities> unequal_;
  std::optional<DrawnOrder> order_;
  std::optional<SecondPhase> phase2_;
  std::size_t left_out_ = 0;
  bool records_are_units_ = true;
  LonelyPsu lonely_psu_ = LonelyPsu::fail;
};

/// Reads the columns that `spec` names.
/// \throws ConfigError  a column is not there
/// \throws InputError   a negative weight (unless a linear calibration made it), a missing stratum
///                      or PSU, a PSU in two strata without `nest`, an fpc that is not constant
///                      within its stratum or is smaller than n; what read_probabilities,
///                      joint_differences, read_order and read_second_phase throw
Design make_design(const Table& table, const DesignSpec& spec);

}  // namespace trygg
