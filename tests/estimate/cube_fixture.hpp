#pragma once

#include <string>

#include "estimate/cube.hpp"

namespace trygg::test {

/// A share of women ("2"), men ("1") or both ("") in a round, with a plain interval ±2 se.
inline CubeRow share(std::string wave, std::string sex, double estimate, double se = 0.01,
                     std::size_t n = 1000, double df = 500) {
  CubeRow row;
  row.wave = std::move(wave);
  row.indicator = "otrygg";
  row.statistic = "share";
  row.sex = std::move(sex);
  row.n = n;
  row.estimate = estimate;
  row.se = se;
  row.lower = estimate - 2 * se;
  row.upper = estimate + 2 * se;
  row.df = df;
  return row;
}

/// The same in an area.
inline CubeRow in_area(CubeRow row, std::string area) {
  row.era = "2007";
  row.area_level = "omrade";
  row.area = std::move(area);
  return row;
}

/// A comparison of shares with the interval estimate ± margin.
inline CubeRow comparison(std::string wave, std::string contrast, double estimate, double margin,
                          std::size_t n = 2000, double df = 500) {
  CubeRow row = share(std::move(wave), "", estimate, margin / 2, n, df);
  row.contrast = std::move(contrast);
  return row;
}

}  // namespace trygg::test
