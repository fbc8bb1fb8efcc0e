#include "estimate/share_limits.hpp"

namespace trygg {

std::optional<Limits> share_limits(Interval method, const Result& r, double v,
                                   const ShareQuantiles& t, double alpha) {
  const double p = r.estimate;
  const auto n = static_cast<double>(r.n);
  const bool varies = v > 0;
  const double effective = varies ? r.n_effective : n;
  switch (method) {
    case Interval::automatic:
    case Interval::korn_graubard:
      return korn_graubard_limits(p, korn_graubard_n(p, v, n, t.of_n, t.of_df), alpha);
    case Interval::wilson:
      return wilson_limits(p, effective, t.of_df);
    case Interval::likelihood:
      return likelihood_limits(p, effective, t.of_df);
    case Interval::wald:
      if (varies) return wald_limits(p, r.se, t.of_df);
      break;
    case Interval::logit:
      if (varies) return logit_limits(p, r.se, t.of_df);
      break;
    case Interval::arcsine:
      if (varies) return arcsine_limits(p, r.se, t.of_df);
      break;
  }
  return std::nullopt;
}

}  // namespace trygg
