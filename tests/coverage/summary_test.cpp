#include "coverage/summary.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace trygg;

namespace {

constexpr std::size_t wilson = 3;

CellDraw draw(double estimate, double se, Hit hit, double width) {
  CellDraw d{.estimate = estimate, .se = se, .df = 9};
  d.hit.fill(Hit::none);
  d.hit[wilson] = hit;
  d.width[wilson] = width;
  return d;
}

/// Two cells of one group in three samples, by hand.
StudyTally by_hand() {
  std::vector<StudyCell> cells{{.truth = 0.2, .expected = 20}, {.truth = 0.3, .expected = 20}};
  StudyTally tally(cells, {{{.kind = CellKind::share}, {0, 1}}});
  tally.add(std::vector{draw(0.1, 0.1, Hit::covered, 0.4), draw(0.3, 0.2, Hit::covered, 0.8)});
  tally.add(std::vector{draw(0.3, 0.1, Hit::below, 0.2), draw(0.5, 0.2, Hit::none, 0)});
  tally.add(std::vector{draw(0.2, 0.1, Hit::below, 0.2), draw(0.4, 0.2, Hit::covered, 0.4)});
  return tally;
}

}  // namespace

TEST_CASE("coverage is counted over the intervals that were given", "[coverage]") {
  const auto groups = summarise(by_hand());
  REQUIRE(groups.size() == 1);
  const auto& m = groups[0].method[wilson];
  CHECK(m.coverage == Approx(3.0 / 5));
  CHECK(m.below == Approx(2.0 / 5));
  CHECK(m.above == 0);
  CHECK(m.none == Approx(1.0 / 6));
  CHECK(m.of_all() == Approx(3.0 / 6));
  CHECK(m.width == Approx((0.4 + 0.8 + 0.2 + 0.2 + 0.4) / 5));
  CHECK(m.worst_cell == 0u);
  CHECK(m.worst == Approx(1.0 / 3));
  CHECK(groups[0].method[0].none == 1);
  CHECK(std::isnan(groups[0].method[0].coverage));
}

TEST_CASE("the Monte Carlo error of a coverage is that of a ratio over samples", "[coverage]") {
  // Given 2, 1, 2 and covering 2, 0, 1: residuals 2 − 1.2, 0 − 0.6, 1 − 1.2.
  const double squares = 0.8 * 0.8 + 0.6 * 0.6 + 0.2 * 0.2;
  CHECK(summarise(by_hand())[0].method[wilson].error == Approx(std::sqrt(1.5 * squares) / 5));
}

TEST_CASE("standard errors are held against the estimates' standard deviation", "[coverage]") {
  const auto tally = by_hand();
  CHECK(tally.by_cell()[0].sd() == Approx(0.1));
  CHECK(tally.by_cell()[0].bias() == Approx(0).margin(1e-15));
  CHECK(tally.by_cell()[1].sd() == Approx(0.1));
  CHECK(tally.by_cell()[1].bias() == Approx(0.1));
  const auto groups = summarise(tally);
  CHECK(groups[0].bias == Approx((0 + 1) / 2.0));
  CHECK(groups[0].se_mean == Approx((0.0 + 1.0) / 2));
  CHECK(groups[0].se_rms == Approx((0.0 + 1.0) / 2));
  CHECK(groups[0].df == 9);
}

TEST_CASE("why there is no interval is counted", "[coverage]") {
  StudyTally tally({{.truth = 0.2}}, {{{.kind = CellKind::share}, {0}}});
  auto none = draw(Result::missing, 0, Hit::none, 0);
  tally.add(std::vector{none});
  none.estimate = 0;
  tally.add(std::vector{none});  // all alike
  none.df = 0;
  tally.add(std::vector{none});
  tally.add(std::vector{draw(0.2, 0.1, Hit::covered, 0.4)});
  const auto group = summarise(tally)[0];
  CHECK(group.no_answers == 0.25);
  CHECK(group.no_spread == 0.25);
  CHECK(group.no_df == 0.25);
  CHECK(group.method[wilson].none == 0.75);
}

TEST_CASE("a cell whose estimates are all alike has no part in ratios to their spread",
          "[coverage]") {
  StudyTally tally({{.truth = 1.0 / 3}}, {{{.kind = CellKind::share}, {0}}});
  for (int i = 0; i < 7; ++i) tally.add(std::vector{draw(0.1, 0.1, Hit::covered, 0.4)});
  CHECK(tally.by_cell()[0].sd() == 0);
  CHECK(std::isnan(summarise(tally)[0].se_mean));
}

TEST_CASE("classes are closed below and open above", "[coverage]") {
  CHECK(class_of(0, size_bounds) == 0);
  CHECK(class_of(14.999, size_bounds) == 0);
  CHECK(class_of(15, size_bounds) == 1);
  CHECK(class_of(499.9, size_bounds) == 4);
  CHECK(class_of(1e9, size_bounds) == 5);
  CHECK(class_of(0.05, share_bounds) == 2);
  CHECK(class_of(1, share_bounds) == 5);
}

TEST_CASE("draws that do not fit the cells are refused", "[coverage][error]") {
  StudyTally tally({{.truth = 0.2}}, {});
  CHECK_THROWS_WITH(tally.add({}), "0 draws for 1 cells");
}
