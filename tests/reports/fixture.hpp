#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/gender/gender_analysis.hpp"
#include "support.hpp"

namespace trygg::test {

/// A whole publication's input, made by hand: 13 areas of an invented city, of which two have no
/// secured difference, one a flagged cell and one a suppressed cell; three rounds and one without
/// the question; ages; a goal.
struct Publication {
  Release release;
  std::vector<ReleasedGoalRow> goal_rows;
  std::optional<Goal> goal;
  reports::ProjectTexts project;
  Indicator indicator;
  AreaSystem areas;

  reports::PublicationInput input() const {
    return {release, goal_rows, goal, project, indicator, areas, source_dir()};
  }
  std::string page() const { return reports::gender_analysis(input()); }
};

Publication invented_publication();

/// A level: share in percent with its interval.
ReleasedRow level(std::string wave, std::string area, std::string sex, double estimate,
                  double lower, double upper, int n);
/// A level that is not released.
ReleasedRow suppressed_level(std::string wave, std::string area, std::string sex);
/// A difference with half-width `margin`, with the finding that its interval bears.
ReleasedRow difference(std::string wave, std::string area, std::string sex, std::string contrast,
                       double estimate, double margin);

}  // namespace trygg::test
