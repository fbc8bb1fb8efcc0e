#pragma once

#include <vector>

#include "variance/kernel.hpp"

namespace trygg {

/// A sample of two phases: the design's units, stage by stage, and of their records a subsample
/// that was drawn at random within strata, or each by itself with its probability. Over the
/// records of the subsample, with u = z/(π_1 π_2),
///
///     V = Σ_k Σ_l u_k u_l [D1_kl + D2_kl − D1_kl D2_kl],   D = (π_kl − π_k π_l)/π_kl,
///
/// D1 of the first phase and D2 of the second. Both depend only on what k and l have in common: for
/// simple random sampling of n from N D is 1 − f for one unit and −(1 − f)/(n − 1) for two, and
/// with stages 1 − D is the product of those of the stages. So V is a sum of squares of totals: D1
/// takes the value A_t for records whose deepest common unit is of stage t (0: the stratum), and
///
///     u'D1 u = Σ_t Σ_j (A_t − A_{t−1}) u_j²,   j over the units of stage t,
///
/// u'D2 u likewise of strata and records of the second phase, and the product of units crossed with
/// strata. Nothing is summed over pairs of records.
///
/// Without fpc f = 0, the limit of an infinite population: D1 = 1 within a PSU. (R's twophase()
/// takes D1 = 0 between units there.) A stratum of one unit, of either phase, follows the rule for
/// lonely PSUs; average and adjust have no meaning here.
///
/// Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 9.3; R's
/// survey::twophase(method = "full").
/// \throws DesignError  a stratum with one unit under fail, adjust or average
std::vector<Layer> two_phase_layers(const Design& design);

}  // namespace trygg
