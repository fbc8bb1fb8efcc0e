#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/document/html_document.hpp"
#include "reports/publication/kinds.hpp"
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
  std::vector<ReleasedRow> standings;  ///< of the areas against the whole
  std::vector<Indicator> more;         ///< indicators beside the headline

  reports::PublicationInput input() const {
    reports::PublicationInput in{release, goal_rows, goal, project, indicator, areas, source_dir()};
    in.standings = standings;
    in.indicators = more;
    in.indicators.insert(in.indicators.begin(), indicator);
    return in;
  }
  /// Any kind as HTML.
  std::string page_of(std::string_view id, const reports::Location& subject = {}) const {
    return made(id, subject, reports::read_house(source_dir(), project.language).css);
  }
  /// The same without its style sheet, which is not this kind's own.
  std::string content_of(std::string_view id, const reports::Location& subject = {}) const {
    return made(id, subject, "");
  }
  std::string made(std::string_view id, const reports::Location& subject,
                   const std::string& css) const {
    const auto house = reports::read_house(source_dir(), project.language);
    const auto document = reports::publication_kind(id).make(input(), house.phrases, subject);
    return reports::to_html(document, project, house.phrases, css);
  }
  /// The gender analysis as HTML.
  std::string page() const {
    const auto house = reports::read_house(source_dir(), project.language);
    const auto& kind = reports::publication_kind("jamstalldhetsanalys");
    return reports::to_html(kind.make(input(), house.phrases, {}), project, house.phrases,
                            house.css);
  }
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
