#pragma once

#include <string>
#include <string_view>

#include "reports/gender/parts.hpp"

/// What the section and the tables about the goal share.
namespace trygg::reports::gender {

/// The page is about the goal when the goal is about the page's own indicator.
bool has_goal(const Context& c);
/// The assessment of the publication's round; nullptr: there is none.
const ReleasedGoalRow* assessed(const Context& c, const Location& place, std::string_view sex);
/// The six words of the development, "Minskat, inte halverat".
/// The answer to "has it been halved?" in three words, or that it cannot be computed.
std::string verdict(const Context& c, const ReleasedGoalRow& row);
std::string development(const Context& c, const ReleasedGoalRow& row);
/// The places that texts about the goal may have.
Slots slots_of(const Context& c, const ReleasedGoalRow& row);
bool is_complete(const ReleasedGoalRow& row);
std::string target_year(const Context& c);

}  // namespace trygg::reports::gender
