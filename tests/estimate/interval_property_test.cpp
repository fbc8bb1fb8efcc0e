// What every interval promises, on surveys drawn at random: limits that enclose the estimate with
// some width, or none and a reason.

#include <array>
#include <catch2/catch.hpp>

#include "design/design.hpp"
#include "estimate/random_survey.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

constexpr std::array intervals{Interval::automatic,     Interval::wald,   Interval::logit,
                               Interval::korn_graubard, Interval::wilson, Interval::arcsine,
                               Interval::likelihood};

bool has(const Result& r, Note note) {
  return std::ranges::find(r.notes, note) != r.notes.end();
}

void keeps_its_promise(const Result& r, bool is_share, Interval kind) {
  REQUIRE(std::isnan(r.estimate) == std::isnan(r.se));
  if (std::isnan(r.estimate)) REQUIRE(!r.notes.empty());
  if (!std::isnan(r.se)) REQUIRE(r.se >= 0);
  REQUIRE(std::isnan(r.lower) == std::isnan(r.upper));
  if (std::isnan(r.lower)) {
    REQUIRE(!r.notes.empty());
    return;
  }
  REQUIRE(r.lower <= r.estimate);
  REQUIRE(r.estimate <= r.upper);
  if (!has(r, Note::fixed_by_calibration)) REQUIRE(r.lower < r.upper);
  if (is_share && kind != Interval::wald) {
    REQUIRE(r.lower >= 0);
    REQUIRE(r.upper <= 1);
  }
}

/// A share of any size, so that 0, 1 and all but 0 and 1 come up.
Numbers any_share(std::size_t n, std::uint64_t seed) {
  Random random(seed, 1);
  const double level = std::array{0.0, 0.02, 0.5, 0.98, 1.0}[random.below(5)];
  Numbers y;
  for (std::size_t k = 0; k < n; ++k)
    y.push_back(random.below(10) == 0 ? NAN : random.uniform() < level);
  return y;
}

/// Any records: none, one, or some.
Domain any_domain(std::size_t n, std::uint64_t seed) {
  Random random(seed, 2);
  const std::uint32_t one_of = std::array{1u, 2u, 5u, 50u, 1000u}[random.below(5)];
  return records_where(n, [&](auto) { return random.below(one_of) == 0; });
}

DesignSpec any_design(std::uint64_t seed) {
  Random random(seed, 3);
  auto spec = std::array{RandomSurvey::one_stage(), RandomSurvey::two_stages(),
                         RandomSurvey::records_as_units()}[random.below(3)];
  if (random.below(2) == 0) spec = RandomSurvey::calibrated(spec);
  spec.lonely_psu = std::array{LonelyPsu::certainty, LonelyPsu::remove, LonelyPsu::adjust,
                               LonelyPsu::average}[random.below(4)];
  return spec;
}

}  // namespace

TEST_CASE("limits enclose the estimate with some width unless a reason is given",
          "[estimate][law]") {
  constexpr std::uint64_t surveys = 300;
  for (std::uint64_t seed = 1; seed <= surveys; ++seed) {
    CAPTURE(seed);
    const RandomSurvey s(seed);
    const auto table = s.table();
    const auto spec = any_design(seed);
    const auto domain = any_domain(s.records(), seed), other = any_domain(s.records(), seed + 1);
    const Measure share{Statistic::share, any_share(s.records(), seed), {}};
    for (const auto kind : intervals)
      for (const double level : {0.5, 0.95, 0.9999}) {
        const Estimator e(make_design(table, spec), {.interval = kind, .level = level});
        for (const auto& m : {share, s.mean(), s.total(), s.ratio(),
                              Measure{Statistic::count, Numbers(s.records(), 1.0), {}}}) {
          CAPTURE(kind, level, m.statistic);
          const auto a = e.linearise(m, domain), b = e.linearise(m, other);
          keeps_its_promise(e.result(a), m.statistic == Statistic::share, kind);
          keeps_its_promise(e.difference(a, b), false, Interval::wald);
          keeps_its_promise(e.ratio(a, b), false, Interval::wald);
        }
      }
  }
}
