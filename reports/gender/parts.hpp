#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reports/charts/dots.hpp"
#include "reports/document/page.hpp"
#include "reports/publication/context.hpp"

/// The sections of the gender analysis; each file of this folder makes one.
namespace trygg::reports::gender {

/// H1: the finding, at most 90 characters.
Sentence headline(const Context& context);
/// Strip to points: kicker, H1, lede, facts, three to five points, the aside.
Html opening(Context& context);

Html areas_section(Context& context);

Html change_section(Context& context);  ///< empty without a round to compare with
/// The development of women and of men since the round of comparison, for the points.
std::string change_point(const Context& context);

Html group_section(Context& context, const GroupTexts& group);
std::string group_point(const Context& context, const GroupTexts& group);

Html goal_section(Context& context);  ///< empty without a goal
std::string goal_point(const Context& context);
Html goal_tables(Context& context);

/// Every figure of the page as tables.
Html numbers_section(Context& context);

/// Figures from other surveys with their caveats; empty without any.
Html elsewhere_section(Context& context);

Html method_section(Context& context);
Html footer(const Context& context);

}  // namespace trygg::reports::gender
