// What a result says where something cannot be given, and the adjustment of p-values.

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "design/design.hpp"
#include "estimate/interval.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

using Notes = std::vector<Note>;

Estimator simple(std::size_t n, EstimateOptions options = {}) {
  return Estimator(make_design(make_table({{"w", Numbers(n, 2.0)}}), {.weight = "w"}), options);
}

void has_no_limits(const Result& r) {
  CHECK(std::isnan(r.lower));
  CHECK(std::isnan(r.upper));
}

}  // namespace

TEST_CASE("a value that cannot be given says why", "[estimate][law]") {
  const auto e = simple(6);
  const Measure mean{Statistic::mean, {1, 2, NAN, NAN, 5, 6}, {}};
  const auto none = estimate(e, mean, {2, 3});
  CHECK(none.notes == Notes{Note::no_valid_answers});
  CHECK(none.n == 0);
  CHECK(std::isnan(none.estimate));
  has_no_limits(none);
  CHECK(estimate(e, mean, {}).notes == Notes{Note::empty_domain});
  const Measure ratio{Statistic::ratio, {1, 2, 3, 4, 5, 6}, {1, -1, 0, 0, 1, 1}};
  CHECK(estimate(e, ratio, {0, 1}).notes == Notes{Note::zero_denominator});
  CHECK(std::isnan(estimate(e, ratio, {0, 1}).estimate));
}

TEST_CASE("one answer has no degrees of freedom and no interval", "[estimate][law]") {
  const auto r = estimate(simple(6), {Statistic::total, {1, 2, 3, 4, 5, 6}, {}}, {4});
  CHECK(r.df == 0);
  CHECK(r.se > 0);
  CHECK(r.notes == Notes{Note::df_zero});
  has_no_limits(r);
  // Degrees of freedom that are given hold everywhere.
  const auto given =
      estimate(simple(6, {.df = 20}), {Statistic::total, {1, 2, 3, 4, 5, 6}, {}}, {4});
  CHECK(given.df == 20);
  CHECK(given.upper > given.estimate);
}

TEST_CASE("answers that are all alike have no interval of width 0", "[estimate][law]") {
  const auto r = estimate(simple(5), {Statistic::mean, Numbers(5, 0.1), {}});
  CHECK(r.estimate == 0.1);
  CHECK(r.se == 0);
  CHECK(r.notes == Notes{Note::no_variance});
  has_no_limits(r);
}

TEST_CASE("shares of none and of all have one-sided limits", "[estimate][law]") {
  const Measure none{Statistic::share, Numbers(20, 0.0), {}},
      all{Statistic::share, Numbers(20, 1.0), {}};
  const auto e = simple(20);
  const auto r = estimate(e, none), s = estimate(e, all);
  CHECK(r.notes == Notes{Note::all_or_none});
  CHECK(r.lower == 0);
  CHECK(r.upper == Approx(1 - std::pow(0.025, 1.0 / 20)).epsilon(1e-12));  // Clopper & Pearson
  CHECK(s.upper == 1);
  CHECK(s.lower == Approx(std::pow(0.025, 1.0 / 20)).epsilon(1e-12));
  for (const auto kind : {Interval::wald, Interval::logit, Interval::arcsine})
    has_no_limits(estimate(simple(20, {.interval = kind}), none));
  for (const auto kind : {Interval::wilson, Interval::likelihood}) {
    const auto w = estimate(simple(20, {.interval = kind}), none);
    CHECK(w.lower == 0);
    CHECK(w.upper > 0.1);
    CHECK(w.upper < 0.3);
  }
}

TEST_CASE("a log ratio needs positive estimates", "[estimate][law]") {
  const auto e = simple(6);
  const Measure y{Statistic::mean, {-1, -2, -4, 4, 5, 9}, {}};
  const auto a = e.linearise(y, {0, 1, 2}), b = e.linearise(y, {3, 4, 5});
  const auto r = e.ratio(a, b);
  CHECK(r.estimate == Approx(-7 / 18.0).epsilon(1e-14));
  CHECK(r.se > 0);
  CHECK(r.notes == Notes{Note::not_positive});
  has_no_limits(r);
  CHECK(std::isnan(r.t));
}

TEST_CASE("a contrast with a value that is not there is not there", "[estimate][law]") {
  const auto e = simple(6);
  const Measure y{Statistic::mean, {1, 2, NAN, NAN, 5, 6}, {}};
  const auto r = e.difference(e.linearise(y, {0, 1}), e.linearise(y, {2, 3}));
  CHECK(std::isnan(r.estimate));
  CHECK(r.notes == Notes{Note::no_valid_answers});
}

TEST_CASE("the level is honoured by every kind of interval", "[estimate][law]") {
  const Measure y{Statistic::share, {0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1}, {}};
  for (const auto kind :
       {Interval::automatic, Interval::wald, Interval::logit, Interval::korn_graubard,
        Interval::wilson, Interval::arcsine, Interval::likelihood}) {
    const auto wide = estimate(simple(12, {.interval = kind, .level = 0.99}), y);
    const auto narrow = estimate(simple(12, {.interval = kind, .level = 0.5}), y);
    CHECK(wide.lower < narrow.lower);
    CHECK(narrow.lower < 1 / 3.0);
    CHECK(narrow.upper > 1 / 3.0);
    CHECK(wide.upper > narrow.upper);
    const auto few = estimate(simple(12, {.interval = kind, .df = 2}), y);
    const auto many = estimate(simple(12, {.interval = kind, .df = 200}), y);
    CHECK(few.upper > many.upper);
  }
}

TEST_CASE("arcsine limits enclose the share however wide they are", "[estimate][law]") {
  for (const double p : {0.001, 0.02, 0.3, 0.5, 0.9, 0.999})
    for (const double t : {0.1, 2.0, 5.0, 12.7, 63.7, 200.0}) {
      CAPTURE(p, t);
      const auto [low, high] = arcsine_limits(p, 0.15, t);
      CHECK((0 <= low && low < p));
      CHECK((p < high && high <= 1));
    }
}

TEST_CASE("likelihood limits solve their equation", "[estimate][law]") {
  const double p = 0.3, n = 40, t = 2.02;
  const auto [low, high] = likelihood_limits(p, n, t);
  for (const double x : {low, high})
    CHECK(2 * n * (p * std::log(p / x) + (1 - p) * std::log((1 - p) / (1 - x))) ==
          Approx(t * t).epsilon(1e-12));
}

TEST_CASE("Holm's p-values agree with R's p.adjust", "[estimate][reference]") {
  // R 4.2.2: p.adjust(c(.01, .04, .03, .005, NA), "holm")
  const auto p = holm(std::vector{.01, .04, .03, .005, std::nan("")});
  CHECK(p[0] == Approx(.03));
  CHECK(p[1] == Approx(.06));
  CHECK(p[2] == Approx(.06));
  CHECK(p[3] == Approx(.02));
  CHECK(std::isnan(p[4]));
}

TEST_CASE("settings that make no sense are refused", "[estimate][error]") {
  CHECK_THROWS_AS(simple(3, {.level = 1}), ConfigError);
  CHECK_THROWS_AS(simple(3, {.df = 0}), ConfigError);
  CHECK_THROWS_WITH(to_interval("wals"), Catch::Contains("wald"));
  CHECK(to_interval("auto") == Interval::automatic);
  CHECK_THROWS_AS(simple(3).linearise({Statistic::mean, {1, 2}, {}}, {0}), ArgumentError);
}
