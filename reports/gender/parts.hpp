#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reports/chart_dots.hpp"
#include "reports/figures.hpp"
#include "reports/gender_analysis.hpp"
#include "reports/page.hpp"
#include "reports/phrases/templates.hpp"

/// The sections of the gender analysis; each file of this folder makes one.
namespace trygg::reports::gender {

/// An area of the publication with its figures in the publication's round.
struct AreaFigures {
  const Area* area;
  Location place;
  const ReleasedRow* women;
  const ReleasedRow* men;
  const ReleasedRow* gap;
};

/// What the sections share: inputs, texts, found figures, running numbers.
struct Context {
  const GenderInput& input;
  const Phrases& phrases;
  Figures figures;
  std::vector<AreaFigures> areas;  ///< A–Ö
  int figure_number = 0, table_number = 0;

  Context(const GenderInput& input, const Phrases& phrases);

  const ProjectTexts& project() const { return input.project; }
  const std::string& wave() const { return input.project.publication_wave; }
  const ReleasedRow& women() const;
  const ReleasedRow& men() const;
  const ReleasedRow& gap() const;
  std::vector<const ReleasedRow*> area_gaps() const;

  /// "andelen otrygga", "Andelen otrygga" at the start of a sentence.
  std::string share() const;
  /// "på Norrmalm".
  std::string in_area(const Area& area) const;
  /// "på Norrmalm och i Skärholmen": the areas whose comparison is in `state`, A–Ö.
  std::vector<const AreaFigures*> in_state(Finding state) const;
  std::string in_areas(const std::vector<const AreaFigures*>& some) const;
  /// Source line under figures.
  std::string source() const;
  std::string whole_name() const { return capitalised(project().whole); }
};

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
