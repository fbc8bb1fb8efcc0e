#include "goal/planning.hpp"

#include <algorithm>
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
        effect_(design_effect(all_or_none(pair.now.value) || !pair.now.parts.empty() ? pair.baseline
                                                                                     : pair.now)) {
    pair_.now.parts.clear();
  }

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

/// The root of `f`, which is at least 0 at `good` and below 0 at `bad`, on the side where f ≥ 0:
/// false position in the form of Illinois, where an end that stays twice has its value halved.
template <class F>
double root_between(double good, double bad, const F& f) {
  double at_good = f(good), at_bad = f(bad);
  int last = 0;  // which end moved
  for (int i = 0; i < 60 && std::abs(good - bad) > 1e-14 * std::abs(good); ++i) {
    double x = bad - at_bad * (good - bad) / (at_good - at_bad);
    if (!(x > std::min(good, bad) && x < std::max(good, bad))) x = (good + bad) / 2;
    const double at_x = f(x);
    if (at_x == 0) return x;
    if (at_x > 0) {
      if (last > 0) at_bad /= 2;
      last = 1;
      good = x;
      at_good = at_x;
    } else {
      if (last < 0) at_good /= 2;
      last = -1;
      bad = x;
      at_bad = at_x;
    }
  }
  return good;
}

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
/// maximum: towards 0 the error of the logarithm grows faster than the logarithm), by golden
/// section.
double clearest_below(const Round& round, double factor) {
  constexpr double golden = 0.6180339887498949;
  double low = std::log(factor * 1e-6), high = std::log(factor);
  double a = high - golden * (high - low), b = low + golden * (high - low);
  double at_a = round.below(std::exp(a)), at_b = round.below(std::exp(b));
  while (high - low > 1e-6) {
    if (at_a < at_b) {
      low = a;
      a = b;
      at_a = at_b;
      b = low + golden * (high - low);
      at_b = round.below(std::exp(b));
    } else {
      high = b;
      b = a;
      at_b = at_a;
      a = high - golden * (high - low);
      at_a = round.below(std::exp(a));
    }
  }
  return std::exp((low + high) / 2);
}

/// r with a t quantile that is r's own: `at(t)` is repeated until r stays. NaN from `at` ends it.
template <class At>
double settled(const Round& round, double start, const At& at) {
  double r = start;
  for (int turn = 0; turn < 50; ++turn) {
    const double last = r;
    r = at(round.quantile(r));
    if (!(std::abs(r - last) > 1e-13 * last)) break;
  }
  return r;
}

double greatest_reached(const Round& round, const PlanningRequest& request) {
  const double factor = request.factor, clearest = clearest_below(round, factor);
  if (round.below(clearest) < round.quantile(clearest)) {
    const bool none = request.method == RatioMethod::automatic &&
                      mover_limits(round.at(0), 1 - 2 * request.alpha).upper <= factor;
    return none ? 0 : Planning::missing;
  }
  return settled(round, clearest, [&](double t) {
    if (round.below(clearest) < t) return clearest;
    return root_between(clearest, factor, [&](double x) { return round.below(x) - t; });
  });
}

double least_not_reached(const Round& round, const RatioPair& pair, double factor) {
  const double greatest = (1 - 1e-9) / pair.baseline.value;
  if (factor >= greatest || -round.below(greatest) < round.quantile(greatest))
    return Planning::missing;
  return settled(round, greatest, [&](double t) {
    if (-round.below(greatest) < t) return greatest;
    return root_between(greatest, factor, [&](double x) { return -round.below(x) - t; });
  });
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
