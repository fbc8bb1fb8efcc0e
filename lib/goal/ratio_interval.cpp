#include "goal/ratio_interval.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "goal/ratio_limits.hpp"
#include "release/words.hpp"

namespace trygg {
namespace {

constexpr Words<RatioMethod, 4> methods{{{RatioMethod::automatic, "automatic"},
                                         {RatioMethod::log, "log"},
                                         {RatioMethod::fieller, "fieller"},
                                         {RatioMethod::mover, "mover"}}};
constexpr Words<RatioSet, 5> sets{{{RatioSet::none, ""},
                                   {RatioSet::interval, "interval"},
                                   {RatioSet::half_line, "half_line"},
                                   {RatioSet::complement, "complement"},
                                   {RatioSet::everything, "everything"}}};

bool all_or_none(const ShareEstimate& share) {
  return share.value <= 0 || share.value >= 1 || !share.parts.empty();
}

bool estimable(const ShareEstimate& share) {
  return std::isfinite(share.value) && std::isfinite(share.variance) && share.variance >= 0 &&
         share.df > 0 && share.n >= 2 &&
         std::ranges::all_of(share.parts,
                             [](const SharePart& part) { return part.df > 0 && part.n >= 2; });
}

RatioMethod method_for(const RatioPair& pair, RatioMethod asked) {
  if (asked != RatioMethod::automatic) return asked;
  const bool extreme = all_or_none(pair.now) || all_or_none(pair.baseline);
  return extreme ? RatioMethod::mover : RatioMethod::log;
}

/// Why there is no ratio; empty: there is one.
std::string_view obstacle(const RatioPair& pair, RatioMethod method) {
  if (!estimable(pair.now) || !estimable(pair.baseline)) return "not_estimable";
  if (pair.baseline.value <= 0) return "baseline_zero";
  if (method == RatioMethod::mover) return "";
  if (all_or_none(pair.now) || all_or_none(pair.baseline))
    return pair.now.variance + pair.baseline.variance > 0 ? "all_or_none" : "no_variance";
  return log_error(pair).variance > 0 ? "" : "no_variance";
}

void check(const RatioPair& pair) {
  require(std::abs(pair.correlation) <= 1, "correlation {}: must lie between -1 and 1",
          pair.correlation);
}

double below(double t, double df) {
  const double tails = t_two_sided(t, df);
  return t < 0 ? tails / 2 : 1 - tails / 2;
}

RatioTests tests_by(double t, double df) {
  return {.below = below(t, df), .above = below(-t, df)};
}

RatioTests tests_by_limits(const RatioPair& pair, double factor) {
  const auto excluded = [&](double tail, bool from_above) {
    const auto limits = mover_limits(pair, 1 - 2 * tail);
    return from_above ? limits.upper <= factor : limits.lower > factor;
  };
  const auto p_value = [&](bool from_above) {
    double low = std::log(1e-16), high = std::log(0.4999999);
    if (!excluded(std::exp(high), from_above)) return 1.0;
    for (int i = 0; i < 32; ++i) {
      const double middle = (low + high) / 2;
      (excluded(std::exp(middle), from_above) ? high : low) = middle;
    }
    return std::exp(high);
  };
  return {.below = p_value(true), .above = p_value(false)};
}

}  // namespace

std::string_view to_text(RatioMethod method) {
  return text_of(method, methods);
}

std::string_view to_text(RatioSet set) {
  return text_of(set, sets);
}

RatioMethod to_ratio_method(std::string_view name) {
  for (const auto& [method, known] : methods)
    if (known == name) return method;
  throw ArgumentError(
      fmt::format("'{}': must be automatic, log, fieller or mover", std::string(name)));
}

LogError log_error(const RatioPair& pair) {
  const auto& [now, baseline, correlation] = pair;
  const double c0 = baseline.variance / (baseline.value * baseline.value);
  const double c1 = now.variance / (now.value * now.value);
  return {.variance = c0 + c1 - 2 * correlation * std::sqrt(c0 * c1),
          .df = (c0 + c1) * (c0 + c1) / (c0 * c0 / baseline.df + c1 * c1 / now.df)};
}

RatioInterval ratio_interval(const RatioPair& pair, double level, RatioMethod asked) {
  require(level > 0 && level < 1, "level {}: must lie between 0 and 1", level);
  check(pair);
  const auto method = method_for(pair, asked);
  RatioInterval r{.method = method};
  r.reason = obstacle(pair, method);
  if (r.reason == "no_variance" || r.reason == "all_or_none" || r.reason.empty())
    r.ratio = pair.now.value / pair.baseline.value;
  if (!r.reason.empty()) return r;
  r.df =
      method == RatioMethod::mover ? std::min(pair.now.df, pair.baseline.df) : log_error(pair).df;
  const auto found = method == RatioMethod::log       ? log_limits(pair, level)
                     : method == RatioMethod::fieller ? fieller_limits(pair, level)
                                                      : mover_limits(pair, level);
  r.set = found.set;
  r.lower = found.lower;
  r.upper = found.upper;
  return r;
}

RatioTests ratio_tests(const RatioPair& pair, double factor, RatioMethod asked) {
  require(factor > 0, "a ratio is tested against {}: it must be positive", factor);
  check(pair);
  const auto method = method_for(pair, asked);
  if (!obstacle(pair, method).empty()) return {};
  if (method == RatioMethod::mover) return tests_by_limits(pair, factor);
  const auto [variance, df] = log_error(pair);
  const double t =
      method == RatioMethod::log
          ? std::log(pair.now.value / pair.baseline.value / factor) / std::sqrt(variance)
          : fieller_statistic(pair, factor);
  return tests_by(t, df);
}

}  // namespace trygg
