#pragma once

#include "goal/ratio_limits.hpp"

namespace trygg {

/// A share's standard error where it has to stand for its uncertainty in a sum: its own, but of a
/// share of 0 or 1, whose estimated variance is 0, the reach of its Korn–Graubard limits,
///
///     (u − p)/t for p = 0,   (p − l)/t for p = 1,   t = t(df) at `level`.
double se_in_sum(const ShareEstimate& share, double level);

/// Notes what `sum` is made of, if one of `parts` is 0 or 1; else there is nothing to note, and the
/// variance serves.
void set_parts(ShareEstimate& sum, const std::vector<SharePart>& parts);

/// Limits of a weighted sum of shares p = Σ w_i·p_i by MOVER, from the limits l_i, u_i of its parts
/// (Korn & Graubard's, each by its own degrees of freedom):
///
///     lower = p − √Σ w_i²(p_i − l_i)²,   upper = p + √Σ w_i²(u_i − p_i)²
///
/// The parts are taken as independent: what goes together with an estimate of no variance cannot
/// be estimated. The sum must have parts.
/// Source: Zou & Donner (2008), Statistics in Medicine 27, 1693–1702.
ShareLimits limits_of_sum(const ShareEstimate& sum, double level);

}  // namespace trygg
