#pragma once

#include <cmath>

#include "estimate/cube_fixture.hpp"
#include "goal/assess.hpp"

namespace trygg::test {

inline Goal halving() {
  return {.name = "halved", .indicator = "otrygg", .baselines = {"2017"}, .target_year = 2025};
}

/// A share of n answers with a design effect of 1.5.
inline CubeRow answers(const char* wave, double p, std::size_t n) {
  return share(wave, "", p, std::sqrt(1.5 * p * (1 - p) / static_cast<double>(n)), n, 1e9);
}

inline GoalRow against(const CubeRow& base, const CubeRow& now, const Goal& goal = halving()) {
  Cube cube;
  cube.rows = {base, now};
  return assess(goal, cube).at(0);
}

}  // namespace trygg::test
