#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/charts/dots.hpp"
#include "reports/document/document.hpp"
#include "reports/publication/context.hpp"

/// The parts of the gender analysis; each file of this folder makes one.
namespace trygg::reports::gender {

/// The finding of the place as a whole, for when the areas bear none.
Sentence whole_finding(const Context& context, const std::string& share);
/// H1: the finding, at most 90 characters.
Sentence headline(const Context& context);
/// From the kicker to the points, and the aside.
void write_opening(Document& document, const Context& context);
/// What the survey is, and how its figures are read.
std::vector<Block> reading_aside(const Context& context);

std::optional<Section> areas_section(Context& context);

/// Maps of women and of men: tiles, and real shapes where the project has them; nothing when the
/// areas have no tiles.
std::optional<Section> where_section(Context& context);

/// Nothing without a round to compare with.
std::optional<Section> change_section(Context& context);
/// The development of women and of men since the round of comparison, for the points.
std::string change_point(const Context& context);

/// Measures that stand together under the project's name for them.
struct MeasureGroup {
  std::string name;
  std::vector<const Indicator*> measures;
  /// Of its table: the first measure's.
  std::string id() const { return "matt-" + measures.front()->id; }
};
/// The shares of the round that are of other groups than the headline: two at least in each.
std::vector<MeasureGroup> measure_groups(const Context& context);
/// Women and men in the measures of a group (C2).
Section measures_section(Context& context, const MeasureGroup& group);
std::vector<Block> measures_table(Context& context, const MeasureGroup& group);

std::optional<Section> group_section(Context& context, const GroupTexts& group);
std::string group_point(const Context& context, const GroupTexts& group);

std::optional<Section> goal_section(Context& context);  ///< nothing without a goal
std::string goal_point(const Context& context);
std::vector<Block> goal_tables(Context& context);

/// Women and men by area, by round and by group, each table with its key.
std::vector<Block> area_table(Context& context);
std::vector<Block> round_table(Context& context);
std::vector<Block> group_table(Context& context, const GroupTexts& group);

/// Every figure of the publication as tables.
Section numbers_section(Context& context);

/// The edition about one area: the area beside its neighbours and the whole in place of all areas.
Document area_edition(Context& context);
/// The subject, then the other areas of its region, A–Ö.
std::vector<const AreaFigures*> neighbourhood(const Context& context);
Section area_numbers_section(Context& context);

/// Figures from other surveys with their caveats; nothing without any.
std::optional<Section> elsewhere_section(Context& context);

/// The box of questions for planning; nothing without any.
std::optional<Section> questions_section(const Context& context);
Section method_section(Context& context);
std::vector<Paragraph> footer(const Context& context);

}  // namespace trygg::reports::gender
