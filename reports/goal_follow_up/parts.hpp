#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/document/document.hpp"
#include "reports/gender/goal_parts.hpp"
#include "reports/publication/context.hpp"

/// The parts of the goal's follow-up; each file of this folder makes one.
namespace trygg::reports::follow_up {

/// The assessments of the whole in the publication's round against the first baseline. One that is
/// not there is a row in which everything is withheld.
class Assessments {
 public:
  explicit Assessments(const Context& context);
  Assessments(const Assessments&) = delete;
  Assessments& operator=(const Assessments&) = delete;

  const ReleasedGoalRow *whole, *women, *men;

 private:
  ReleasedGoalRow absent_;
};

/// The places that texts of the follow-up may have: those of the goal, what remains, the path.
Slots slots_of(const Context& context, const ReleasedGoalRow& row);

/// From the kicker to the facts, and the aside.
void write_opening(Document& document, const Context& context, const Assessments& rows);
/// The verdict, set apart.
Section verdict_section(const Context& context, const Assessments& rows);
/// The course beside the path (C7); nothing when there is no assessment to draw.
std::optional<Section> course_section(Context& context, const Assessments& rows);
/// Women and men on one scale.
std::optional<Section> sexes_section(Context& context, const Assessments& rows);
/// The areas in per cent of their baseline (C7b).
std::optional<Section> areas_section(Context& context, const Assessments& rows);
/// The answer by other baselines, measures and wordings; nothing when there is one choice only.
std::optional<Section> choices_section(Context& context, const Assessments& rows);
/// The goals about lists.
std::optional<Section> lists_section(Context& context);
std::optional<Section> remaining_section(const Context& context, const Assessments& rows);

}  // namespace trygg::reports::follow_up
