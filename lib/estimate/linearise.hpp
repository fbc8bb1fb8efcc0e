#pragma once

#include <span>

#include "estimate/estimator.hpp"

namespace trygg {

/// Whether record k has a valid answer.
bool is_answered(const Measure& measure, std::uint32_t k);

/// The records of `domain` with a valid answer to `measure` and a nonzero weight: an estimate
/// without value and z, with a note where there is no record. \throws ArgumentError  y or x has not
/// one value per weight
Linearised answered(const Measure& measure, const Domain& domain, std::span<const double> weight);

/// The estimate of `measure` in `domain` and its linearised values z_k = ∂θ/∂w_k:
///
///     total, count  θ = Σ w y          z = y
///     share, mean   θ = Σ w y / Σ w    z = (y − θ) / Σ w
///     ratio         θ = Σ w y / Σ w x  z = (y − θx) / Σ w x
///
/// Sums run over the domain's records with a valid answer and a nonzero weight; those are the
/// records of the result. Where all residuals y − θx are rounding errors, z is exactly 0.
/// \throws ArgumentError  y or x has not one value per weight
/// Source: Woodruff (1971), JASA 66, 411-414; Demnati & Rao (2004), Survey Methodology 30, 17-26.
Linearised linearise(const Measure& measure, const Domain& domain, std::span<const double> weight);

}  // namespace trygg
