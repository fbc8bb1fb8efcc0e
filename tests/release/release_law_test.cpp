#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.hpp"
#include "estimate/cube_fixture.hpp"
#include "release/release.hpp"

using namespace trygg;

namespace {

/// A cell with few or many answers, now and then a share of none, now and then without an interval.
CubeRow random_cell(Random& random, const char* wave, const char* sex) {
  const std::size_t n = random.below(3) == 0 ? random.below(60) : 30 + random.below(400);
  auto row = test::share(wave, sex, random.below(8) == 0 ? 0.0 : random.uniform(),
                         0.05 * random.uniform(), n, random.below(12));
  if (random.below(10) == 0) row.upper = CubeRow::missing;
  return row;
}

/// Women and men in two rounds (rows 0 to 3) and every comparison of them (rows 4 to 8).
Cube random_cube(Random& random) {
  Cube cube;
  for (const auto* wave : {"2017", "2023"})
    for (const auto* sex : {"1", "2"}) cube.rows.push_back(random_cell(random, wave, sex));
  const auto add = [&](const char* wave, const char* sex, const char* contrast) {
    auto row = test::comparison(wave, contrast, 0.2 * (random.uniform() - 0.5),
                                0.12 * random.uniform(), 100, 4 + random.below(20));
    row.sex = sex;
    cube.rows.push_back(row);
  };
  add("2017", "", "kon:2-1");
  add("2023", "", "kon:2-1");
  add("2023", "1", "omgang:2023-2017");
  add("2023", "2", "omgang:2023-2017");
  add("2023", "", "kon:2-1 omgang:2023-2017");
  return cube;
}

const std::vector<std::vector<std::size_t>> cells_of{{0, 1}, {2, 3}, {0, 2}, {1, 3}, {0, 1, 2, 3}};

bool has_number(const ReleasedRow& row) {
  return row.n.is_shown() || row.estimate.is_shown() || row.lower.is_shown() ||
         row.upper.is_shown() || row.margin.is_shown();
}

}  // namespace

TEST_CASE("what is released of any cube keeps the rules", "[release][law]") {
  Random random(20231121);
  const ReleaseRules rules;
  for (int trial = 0; trial < 400; ++trial) {
    const auto cube = random_cube(random);
    const auto rows = release(cube, rules).rows;
    REQUIRE(rows.size() == cube.rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const auto& cell = cube.rows[r];
      CAPTURE(trial, r);
      const bool is_withheld = rows[r].decision == Decision::suppress;
      CHECK(has_number(rows[r]) == !is_withheld);
      CHECK(rows[r].reason.empty() == (rows[r].decision == Decision::show));
      if (r < 4) {
        const bool must_be = cell.n < rules.minimum_base || std::isnan(cell.upper);
        CHECK(is_withheld == must_be);
        CHECK(rows[r].finding == Finding::none);
      }
    }
  }
}

TEST_CASE("no comparison says more than its cells and its printed interval allow",
          "[release][law]") {
  Random random(42);
  int secured = 0;
  for (int trial = 0; trial < 400; ++trial) {
    const auto cube = random_cube(random);
    const auto rows = release(cube, {}).rows;
    for (std::size_t c = 0; c < cells_of.size(); ++c) {
      const auto& row = rows[4 + c];
      CAPTURE(trial, row.contrast, row.sex);
      bool all_shown = true, all_released = true;
      for (const auto cell : cells_of[c]) {
        all_shown = all_shown && rows[cell].decision == Decision::show;
        all_released = all_released && rows[cell].decision != Decision::suppress;
      }
      CHECK((row.finding == Finding::suppressed) == !all_released);
      const bool is_secured = row.finding == Finding::higher || row.finding == Finding::lower;
      if (!is_secured) continue;
      ++secured;
      CHECK(all_shown);
      CHECK(cube.rows[4 + c].df >= 8);
      CHECK((row.finding == Finding::higher ? row.lower.value() : -row.upper.value()) > 0);
    }
  }
  CHECK(secured > 50);  // the cubes reach what is tested
}

TEST_CASE("a stricter rule never releases more", "[release][law]") {
  Random random(7);
  for (int trial = 0; trial < 200; ++trial) {
    const auto cube = random_cube(random);
    const auto loose = release(cube, {.minimum_base = 30}).rows;
    const auto strict = release(cube, {.minimum_base = 100}).rows;
    for (std::size_t r = 0; r < loose.size(); ++r) {
      CAPTURE(trial, r);
      if (loose[r].decision == Decision::suppress) CHECK_FALSE(has_number(strict[r]));
      if (has_number(strict[r])) CHECK(strict[r].estimate.text() == loose[r].estimate.text());
    }
  }
}
