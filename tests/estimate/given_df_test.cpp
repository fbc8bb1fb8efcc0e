// Degrees of freedom that are given are used by everything that has an interval, and an interval
// has a width or a reason.

#include <array>
#include <catch2/catch.hpp>

#include "design/design.hpp"
#include "estimate/expression.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

constexpr Interval intervals[] = {Interval::automatic,     Interval::wald,   Interval::logit,
                                  Interval::korn_graubard, Interval::wilson, Interval::arcsine,
                                  Interval::likelihood};

struct Case {
  std::string name;
  Measure measure;
};

/// y below its `share`th part is 1; for other statistics it is a number.
std::vector<Case> cases(std::size_t n, double share) {
  Numbers y, is, group(n);
  for (std::size_t k = 0; k < n; ++k) {
    is.push_back(static_cast<double>(k) < share * static_cast<double>(n) ? 1 : 0);
    y.push_back(static_cast<double>((k * 7) % n) + 1);
  }
  const auto sum = [](std::size_t i) {
    return ExpressionStep{.operation = Operation::total, .total = i};
  };
  Measure function{.statistic = Statistic::function, .y = {}, .x = {}, .parts = {y, is}};
  function.function = std::make_shared<const Expression>(
      std::vector<ExpressionStep>{sum(0), sum(1), {Operation::exp, 0, 0}, {Operation::add, 0, 0}});
  function.parts[1].assign(n, 0.0);
  Measure standardised{.statistic = Statistic::share, .y = is, .x = {}, .standard = {3, 1}};
  for (std::size_t k = 0; k < n; ++k) standardised.group.push_back(k % 2);
  return {{"share", {Statistic::share, is, {}}},
          {"mean", {Statistic::mean, y, {}}},
          {"quantile", {Statistic::quantile, y, {}, .5}},
          {"quantile of a share", {Statistic::quantile, is, {}, .5}},
          {"function", function},
          {"standardised", standardised}};
}

Estimator estimator(std::size_t n, Interval interval, std::optional<double> df) {
  Numbers w(n);
  for (std::size_t k = 0; k < n; ++k) w[k] = 1 + static_cast<double>(k % 3);
  return Estimator(make_design(make_table({{"w", w}}), {.weight = "w"}),
                   {.interval = interval, .df = df});
}

void has_width_or_reason(const Result& r) {
  if (!std::isnan(r.se)) CHECK(r.se >= 0);
  if (std::isnan(r.lower) || std::isnan(r.upper) || std::isnan(r.se)) CHECK(!r.notes.empty());
  if (!std::isnan(r.lower) && !std::isnan(r.upper)) CHECK(r.lower < r.upper);
  if (!std::isnan(r.lower)) CHECK(r.lower <= r.estimate);
  if (!std::isnan(r.upper)) CHECK(r.upper >= r.estimate);
}

}  // namespace

TEST_CASE("trap: every estimate by every interval honours --df and has width or a reason",
          "[estimate][trap]") {
  std::size_t wider = 0;
  for (const auto n : {3u, 5u, 40u}) {
    for (const double share : {0., .02, .5, 1.}) {
      for (const auto interval : intervals) {
        for (const auto& [name, measure] : cases(n, share)) {
          CAPTURE(n, share, static_cast<int>(interval), name);
          const auto few = estimate(estimator(n, interval, 1), measure, everybody(n));
          const auto many = estimate(estimator(n, interval, 30), measure, everybody(n));
          CHECK(few.df == 1);
          CHECK(many.df == 30);
          has_width_or_reason(few);
          has_width_or_reason(many);
          if (std::isnan(few.lower) || std::isnan(many.lower) || std::isnan(few.upper)) continue;
          CHECK(few.lower <= many.lower);
          CHECK(few.upper >= many.upper);
          wider += few.upper - few.lower > many.upper - many.lower;
        }
      }
    }
  }
  CHECK(wider > 200);
}

TEST_CASE("trap: every contrast honours --df", "[estimate][trap]") {
  for (const auto& [name, measure] : cases(40, .5)) {
    if (name == "quantile of a share") continue;
    CAPTURE(name);
    const auto odd = records_where(40, [](auto k) { return k % 4 > 1; });
    const auto even = records_where(40, [](auto k) { return k % 4 < 2; });
    const auto of = [&](double df) {
      const auto e = estimator(40, Interval::automatic, df);
      const auto a = e.linearise(measure, odd), b = e.linearise(measure, even);
      return std::array{e.difference(a, b), e.ratio(a, b),
                        e.combination(std::array{&a, &b}, std::array{2.0, -.5})};
    };
    const auto few = of(3), many = of(30);
    for (std::size_t i = 0; i < few.size(); ++i) {
      CHECK(few[i].df == 3);
      has_width_or_reason(few[i]);
      if (name.starts_with("quantile")) continue;  // its standard error has the df in it
      CHECK(few[i].se == many[i].se);
      CHECK(few[i].p_value > many[i].p_value);
      CHECK(few[i].upper - few[i].lower > many[i].upper - many[i].lower);
    }
  }
}

TEST_CASE("trap: a quantile of zeros and ones has no limits below 0 (SAS)", "[estimate][trap]") {
  Numbers y(60, 0.0);
  std::fill_n(y.begin(), 12, 1.0);
  for (const auto rule : {QuantileRule::math, QuantileRule::hf7, QuantileRule::sas}) {
    const Estimator e(make_design(make_table({{"w", Numbers(60, 2)}}), {.weight = "w"}),
                      {.quantile_rule = rule});
    for (const double p : {.3, .5, .7}) {
      const auto r = estimate(e, {Statistic::quantile, y, {}, p});
      CHECK(r.estimate >= 0);
      if (!std::isnan(r.lower)) CHECK(r.lower >= 0);
      if (!std::isnan(r.upper)) CHECK(r.upper <= 1);
      has_width_or_reason(r);
    }
  }
}
