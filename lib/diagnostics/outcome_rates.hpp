#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "diagnostics/disposition.hpp"

namespace trygg {

/// Numbers of sampled persons, or sums of their weights, by what became of them.
struct OutcomeSums {
  std::array<double, dispositions> sum{};

  double operator[](Disposition d) const { return sum[static_cast<std::size_t>(d)]; }
  double all() const;
};

/// \param outcome  by record; nothing leaves the record out
/// \param weight   by record; empty: every record counts 1
OutcomeSums sum_outcomes(std::span<const std::optional<Disposition>> outcome,
                         std::span<const double> weight);

/// Rates of an outcome account, in AAPOR's names; NaN where nobody is in the denominator.
///
/// With I complete, P partial, R refusal, NC noncontact, O other, U = UH + UO unknown, and
/// K = (I + P) + (R + NC + O):
///
///     RR1 = I / (K + U)    RR3 = I / (K + eU)    RR5 = I / K
///     RR2, RR4, RR6: the same with I + P above
///     COOP2 = (I + P) / ((I + P) + R + O)        COOP4 = (I + P) / ((I + P) + R)
///     REF1, 2, 3 = R / (K + U), R / (K + eU), R / K
///     CON1, 2, 3 = ((I + P) + R + O) / (K + U), … / (K + eU), … / K
///
/// Source: AAPOR (2023), Standard Definitions, 10th edition.
struct OutcomeRates {
  std::array<double, 6> response{};
  std::array<double, 2> cooperation{};  ///< COOP2, COOP4
  std::array<double, 3> refusal{}, contact{};
  double eligible_share = 1;  ///< e
};

/// \param eligible_share  e; absent: K / (K + ineligible), the share among those of known status
/// \throws ArgumentError  e outside 0 to 1
OutcomeRates outcome_rates(const OutcomeSums& sums, std::optional<double> eligible_share);

}  // namespace trygg
