#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "estimate/estimator.hpp"

namespace trygg {

class Calibration;
class Design;
class Table;

/// What every unit of a round adds to the error of an estimate: the sum of w z over its records, or
/// what the calibration of the round leaves of it. Units are the PSUs of the first stage, and
/// records where records are the units.
class UnitContributions {
 public:
  /// \param design  must outlive this object
  explicit UnitContributions(const Design& design);
  ~UnitContributions();
  UnitContributions(UnitContributions&&) noexcept;

  /// By unit. Thread-safe.
  std::vector<double> totals(const Linearised& estimate) const;
  std::size_t units() const;

 private:
  const Design* design_;
  std::unique_ptr<const Calibration> calibration_;
};

/// The units that two rounds' samples have in common, and what they make of the covariance between
/// the rounds' estimates.
///
/// Units are grouped by stratum and by being in the earlier round only, in the later only, or in
/// both (by pair of strata: a unit may have moved). With their contributions u centred in each
/// group,
///
///     ρ = Σ_both u0 u1 / √(Σ_{only 0, both} u0² · Σ_{only 1, both} u1²)
///
/// and Cov = ρ√(V0 V1) with each round's own variance. |ρ| ≤ 1, so the variance of a change is
/// never negative, whatever the rounds' fpc, multiplicities and stages. The centring in groups is
/// what makes the fixed sizes of the overlap no source of error; without it ρ is wrong.
///
/// Source: Berger & Priam (2016), A simple variance estimator of change for rotating repeated
/// surveys, JRSS A 179, 251–272; the numbers of ReGenesees::svyDelta (2.4).
class RoundOverlap {
 public:
  struct Sample {
    const Table& table;
    const Design& design;  ///< of `table`
  };
  /// \param variable  column of both tables that tells persons (or PSUs: one value for all records
  ///                  of each) apart by its text; who has none is in no overlap
  /// \throws ConfigError  no such column; the variance of a design is that of replicates, or of two
  ///                      phases
  /// \throws InputError   a value repeats within a round (names rows), or persons of one PSU lie in
  ///                      several PSUs of the other round
  RoundOverlap(Sample earlier, Sample later, const std::string& variable);

  /// ρ of two estimates, from the contributions of all units of the earlier and of the later round;
  /// 0 where no unit is in both or a round has no variance, NaN where a contribution is.
  /// Thread-safe. \throws ArgumentError  not one contribution for each unit
  double correlation(std::span<const double> earlier, std::span<const double> later) const;

  std::size_t units(std::size_t round) const { return group_[round].size(); }
  std::size_t common() const { return pairs_.size(); }

 private:
  std::vector<double> centred(std::size_t round, std::span<const double> totals) const;

  std::vector<std::uint32_t> group_[2];                         // of each unit
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;  // earlier and later unit
  std::size_t groups_ = 0;
};

}  // namespace trygg
