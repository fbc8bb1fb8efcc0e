#include "goal/planning.hpp"

#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "goal/ratio_limits.hpp"

namespace trygg {
namespace {

bool all_or_none(double p) {
  return p <= 0 || p >= 1;
}

double design_effect(const ShareEstimate& share) {
  return share.variance * share.n / (share.value * (1 - share.value));
}

double probability_below(double t, double df) {
  const double tails = t_two_sided(t, df);
  return t < 0 ? tails / 2 : 1 - tails / 2;
}

/// What the later round would be at a ratio r, and how the test at the factor would go.
class Round {
 public:
  Round(const RatioPair& pair, const PlanningRequest& request)
      : pair_(pair),
        request_(request),
        effect_(design_effect(all_or_none(pair.now.value) ? pair.baseline : pair.now)) {}

  RatioPair at(double r) const {
    auto pair = pair_;
    pair.now.value = r * pair.baseline.value;
    pair.now.variance = effect_ * pair.now.value * (1 - pair.now.value) / pair.now.n;
    return pair;
  }
  double effect() const { return effect_; }

  /// How many standard errors r lies below the factor.
  double below(double r) const {
    const auto pair = at(r);
    if (request_.method == RatioMethod::fieller) return -fieller_statistic(pair, request_.factor);
    return std::log(request_.factor / r) / std::sqrt(log_error(pair).variance);
  }
  double quantile(double r) const { return t_quantile(1 - request_.alpha, log_error(at(r)).df); }

 private:
  RatioPair pair_;
  PlanningRequest request_;
  double effect_;
};

/// The x between `good` and `bad` where `holds` ceases to.
template <class Holds>
double boundary(double good, double bad, const Holds& holds) {
  for (int i = 0; i < 52; ++i) {
    const double middle = (good + bad) / 2;
    (holds(middle) ? good : bad) = middle;
  }
  return good;
}

/// The ratio below the factor where the distance in standard errors is greatest (it has a single
/// maximum: towards 0 the error of the logarithm grows faster than the logarithm).
double clearest_below(const Round& round, double factor) {
  double low = std::log(factor * 1e-6), high = std::log(factor);
  for (int i = 0; i < 60; ++i) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    if (round.below(std::exp(a)) < round.below(std::exp(b)))
      low = a;
    else
      high = b;
  }
  return std::exp((low + high) / 2);
}

/// With the t quantile of the ratio found last; three turns settle it.
constexpr int turns = 3;

double greatest_reached(const Round& round, const PlanningRequest& request) {
  const double factor = request.factor, clearest = clearest_below(round, factor);
  double r = clearest;
  for (int turn = 0; turn < turns; ++turn) {
    const double t = round.quantile(r);
    if (round.below(clearest) < t) {
      const bool none = request.method == RatioMethod::automatic &&
                        mover_limits(round.at(0), 1 - 2 * request.alpha).upper <= factor;
      return none ? 0 : Planning::missing;
    }
    r = boundary(clearest, factor, [&](double x) { return round.below(x) >= t; });
  }
  return r;
}

double least_not_reached(const Round& round, const RatioPair& pair, double factor) {
  const double greatest = (1 - 1e-9) / pair.baseline.value;
  double r = std::min(1.0, greatest);
  for (int turn = 0; turn < turns; ++turn) {
    const double t = round.quantile(r);
    if (factor >= greatest || -round.below(greatest) < t) return Planning::missing;
    r = boundary(greatest, factor, [&](double x) { return -round.below(x) >= t; });
  }
  return r;
}

/// By the limits themselves, for a method whose limits have no closed form.
void set_by_limits(Planning& result, const Round& round, const RatioPair& pair,
                   const PlanningRequest& request) {
  const double level = 1 - 2 * request.alpha, factor = request.factor;
  const double greatest = 1 / pair.baseline.value;
  const auto reached = [&](double r) { return mover_limits(round.at(r), level).upper <= factor; };
  const auto not_reached = [&](double r) {
    return mover_limits(round.at(r), level).lower > factor;
  };
  if (reached(0)) result.reached_at = boundary(0, factor, reached);
  if (factor < greatest && not_reached(greatest))
    result.not_reached_at = boundary(greatest, factor, not_reached);
}

void set_power(Planning& result, const Round& round) {
  for (std::size_t i = 0; i < Planning::true_ratios.size(); ++i) {
    const double ratio = Planning::true_ratios[i], t = round.quantile(ratio);
    const double df = log_error(round.at(ratio)).df, below = round.below(ratio);
    result.power_reached[i] = probability_below(below - t, df);
    result.power_not_reached[i] = probability_below(-below - t, df);
  }
}

void set_sample_sizes(Planning& result, const Round& round, const RatioPair& pair,
                      const PlanningRequest& request) {
  const double p0 = pair.baseline.value, p1 = request.true_ratio * p0;
  const double z = normal_quantile(1 - request.alpha) + normal_quantile(request.power);
  const double s = std::log(request.factor / request.true_ratio) / z;
  const double later = round.effect() * (1 - p1) / p1;
  const double earlier = design_effect(pair.baseline) * (1 - p0) / p0;
  const double left = s * s - pair.baseline.variance / (p0 * p0);
  if (left > 0) result.n_needed = std::ceil(later / left);
  result.n_needed_both = std::ceil((later + earlier) / (s * s));
}

}  // namespace

Planning planning(const RatioPair& pair, const PlanningRequest& request) {
  require(request.true_ratio > 0 && request.true_ratio < request.factor,
          "a true ratio of {} is not between 0 and the factor, {}", request.true_ratio,
          request.factor);
  Planning result;
  if (all_or_none(pair.baseline.value) || !(pair.baseline.variance > 0)) return result;
  const Round round(pair, request);
  if (!(round.effect() > 0)) return result;
  if (request.method == RatioMethod::mover) {
    set_by_limits(result, round, pair, request);
  } else {
    result.reached_at = greatest_reached(round, request);
    result.not_reached_at = least_not_reached(round, pair, request.factor);
  }
  set_power(result, round);
  set_sample_sizes(result, round, pair, request);
  return result;
}

}  // namespace trygg
