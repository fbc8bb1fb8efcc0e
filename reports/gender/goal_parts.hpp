#pragma once

#include <string>
#include <string_view>

#include "reports/charts/lines.hpp"
#include "reports/gender/parts.hpp"

/// What the section and the tables about the goal share.
namespace trygg::reports::gender {

/// The page is about the goal when the goal is about the page's own indicator.
bool has_goal(const Context& c);
/// The assessment of the publication's round; nullptr: there is none.
const ReleasedGoalRow* assessed(const Context& c, const Location& place, std::string_view sex);
/// A word about the goal: of halving where the goal is a half, else the one that other goals have.
std::string goal_word(const Context& c, const std::string& key, const Slots& slots = {});
/// The answer to "has it been halved?" in three words, or that it cannot be computed.
std::string verdict(const Context& c, const ReleasedGoalRow& row);
/// The six words of the development, "Minskat, inte halverat".
std::string development(const Context& c, const ReleasedGoalRow& row);
/// The places that texts about the goal may have.
Slots slots_of(const Context& c, const ReleasedGoalRow& row);
bool is_complete(const ReleasedGoalRow& row);
std::string target_year(const Context& c);

bool target_has_round(const Context& c);
/// Why the goal itself cannot be seen in a round, when its year has none.
Sentence rounds_sentence(const Context& c);
/// The verdicts and what each means.
Terms judged_terms(const Context& c);
/// Where the share is beside the path, as a title.
std::string course_title(const Context& c, const ReleasedGoalRow& row);
/// The rounds since the baseline and the one before it, of one sex or (empty) of all.
std::vector<LinePoint> observed(const Context& c, std::string_view sex);
/// Chart C7 of the whole with its caption.
Figure goal_tracker(Context& c, const ReleasedGoalRow& row, const std::string& finding);
/// How many areas have been assessed, and with which verdict; areas that cannot be computed are in
/// none of the counts.
std::string area_counts(const Context& c);

}  // namespace trygg::reports::gender
