#pragma once

#include <deque>
#include <string>
#include <vector>

#include "area/areas.hpp"
#include "goal/goal_release.hpp"
#include "release/release.hpp"
#include "reports/charts/lines.hpp"

namespace trygg::test {

/// Released rows made by hand, which stay where they are while more are made.
class MadeFigures {
 public:
  /// A share with an interval of half-width about `margin`.
  const ReleasedRow& share(double estimate, double margin);
  const ReleasedRow& flagged(double estimate, double margin);
  const ReleasedRow& withheld(const std::string& reason = "few_answers");
  /// A comparison with the finding that its interval bears.
  const ReleasedRow& difference(double estimate, double margin);
  const ReleasedRow& undetermined(double estimate, double margin);
  const ReleasedRow& not_computed();
  const ReleasedGoalRow& ratio(double now, double lower, double upper, std::string development);
  const ReleasedGoalRow& no_ratio();

 private:
  std::deque<ReleasedRow> rows_;
  std::deque<ReleasedGoalRow> goal_rows_;
};

/// 13 areas with tiles, with names of a real city's length; `n` of them.
std::vector<Area> thirteen_areas(std::size_t n = 13);

/// Points of one series over the rounds 2008 (not asked) to 2023.
std::vector<reports::LinePoint> rounds_of(const std::vector<const ReleasedRow*>& rows);

}  // namespace trygg::test
