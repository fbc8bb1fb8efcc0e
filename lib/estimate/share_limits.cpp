#include "estimate/share_limits.hpp"

#include <cmath>

#include "dist/t_table.hpp"
#include "estimate/assess.hpp"
#include "estimate/estimator.hpp"

namespace trygg {
namespace {

Limits korn_graubard(const ShareEvidence& s, double t, const Rules& rules) {
  const double t_n = s.n > 1 ? rules.t(s.n - 1) : t;
  return korn_graubard_limits(s.p, korn_graubard_n(s.p, s.v, s.n, t_n, t), 1 - rules.options.level);
}

}  // namespace

Limits share_limits(const ShareEvidence& s, Interval kind, const Rules& rules) {
  const double t = rules.t(s.df), se = std::sqrt(s.v);
  const bool varies = s.v > 0;
  const double n_effective = varies ? s.p * (1 - s.p) / s.v : s.n;
  constexpr Limits none{Result::missing, Result::missing};
  switch (kind) {
    case Interval::automatic:
    case Interval::korn_graubard:
      return korn_graubard(s, t, rules);
    case Interval::wilson:
      return wilson_limits(s.p, n_effective, t);
    case Interval::likelihood:
      return likelihood_limits(s.p, n_effective, t);
    case Interval::wald:
      return varies ? wald_limits(s.p, se, t) : none;
    case Interval::logit:
      return varies ? logit_limits(s.p, se, t) : none;
    case Interval::arcsine:
      return varies ? arcsine_limits(s.p, se, t) : none;
  }
  return none;
}

}  // namespace trygg
