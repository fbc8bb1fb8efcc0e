#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "replicate/scheme.hpp"

namespace trygg {

enum class BootstrapMethod;

struct BootstrapDraws {
  std::size_t count = 0;   ///< R
  std::uint64_t seed = 0;  ///< stratum and replicate have random streams of their own
};

/// Samples drawn from the sample; scale = 1/(R−1), rscale = 1. With n = n_h units, f = f_h and c
/// the number of times that a unit is drawn, its factor is
///
///     rao_wu               n − 1 drawn with replacement:   1 + √(1−f) (c n/(n−1) − 1)
///     rao_wu_yue_beaumont  the same at every stage, the factor of stage s being
///                          1 + √(F/(2−F)) (that − 1), F = the product of the fractions above it
///     canty_davison        c of n drawn without replacement from N = n/f units, floor(N/n) or one
///                          more (drawn anew each time) of each; f = 0: with replacement. scale =
///                          1/((R−1) v), v the mean over strata of Var(c)/(1−f): with f = 0
///                          m/((m−1)(R−1)), m the harmonic mean of n_h
///     preston              with δ_s = 1 where a unit is among the m_s = floor(n_s/2) drawn without
///                          replacement at stage s (of a unit that was drawn), else 0, and
///                          λ_s = √(F_s m_s (1−f_s)/(n_s − m_s)),
///                          1 + Σ_s λ_s Π_(q<s) √(n_q/m_q) δ_q (δ_s n_s/m_s − 1)
///
/// The product over stages in the second: Var(a b) with E a² = 2 − F gives each stage the share F
/// that it has in the variance. Rao–Wu is the same of a single stage. For totals all are exact but
/// Canty–Davison, which is where all strata have the same n and N.
///
/// \throws ConfigError  a count below 2; a later stage that adds to the variance, but for
///                      rao_wu_yue_beaumont and preston
/// \throws DesignError  a unit above with a single unit sampled in it, under LonelyPsu::fail
///
/// Source: Rao & Wu (1988), JASA 83, 231-241; Rao, Wu & Yue (1992), Survey Methodology 18, 209-217;
/// Beaumont & Émond (2022), Stats 5, 339-357; Canty & Davison (1999), The Statistician
/// 48, 379-391; Preston (2009), Survey Methodology 35, 227-234. R: as.svrepdesign(type =
/// "subbootstrap" (f = 0), "bootstrap", "mrbbootstrap"); svrep::as_bootstrap_design.
std::unique_ptr<const ReplicateScheme> make_bootstrap(const Design& design, BootstrapMethod method,
                                                      BootstrapDraws draws);

}  // namespace trygg
