#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/document/document.hpp"
#include "reports/publication/context.hpp"

/// The parts of an area's profile; each file of this folder makes one.
namespace trygg::reports::profile {

/// A share in the area and in the whole, of one sex or (empty) of all, and how they compare.
struct Beside {
  const ReleasedRow* area;
  const ReleasedRow* whole;
  const ReleasedRow* comparison;
};

/// What the parts share: the headline's context, the area, the shares of the project.
struct Subject {
  Context headline;  ///< with the running numbers
  const Area& area;
  std::vector<const Indicator*> shares;  ///< in the order of the questionnaire, eight at most

  Subject(const PublicationInput& input, const Phrases& phrases, const Location& place);

  const Phrases& phrases() const { return headline.phrases; }
  const ProjectTexts& project() const { return headline.project(); }
  const Location& place() const { return headline.subject; }
  Beside beside(const std::string& indicator, std::string_view sex) const;
  /// "andelen otrygga".
  std::string share(const Indicator& indicator) const;
  /// The places that texts about area and whole may have.
  Slots slots(const Indicator& indicator, std::string_view sex) const;
};

/// From the kicker to the points, and the aside.
void write_opening(Document& document, const Subject& subject);
/// The area against the whole in every share (C10).
Section against_section(Subject& subject);
/// The development of the lead indicators (C3); nothing without an earlier round.
std::optional<Section> development_section(Subject& subject);
/// Women and men in the tile map (C5); nothing when the areas have no tiles.
std::optional<Section> map_section(Subject& subject);
/// »Det här säger mätningen inte«.
Section limits_section(const Subject& subject);
Section numbers_section(Subject& subject);

}  // namespace trygg::reports::profile
