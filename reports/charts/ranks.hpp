#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/charts/chart.hpp"
#include "reports/document/document.hpp"

namespace trygg::reports {

/// The places that an area may have among `places` areas, simultaneously for all of them; 1 is the
/// highest share. Absent: the area has no place, since its figure is withheld or without variance.
struct RankRow {
  std::string name;
  struct Places {
    std::size_t highest, lowest;
  };
  std::optional<Places> places;
};

/// Which areas certainly lie in one half, whatever the errors: of an odd number the middle place
/// belongs to neither half.
struct CertainHalves {
  std::vector<std::string> upper, lower;
  std::size_t count() const { return upper.size() + lower.size(); }
};
CertainHalves certain_halves(const std::vector<RankRow>& rows);

/// The areas that may have the highest share of all. With two or more of them no area can be
/// pointed out (sentence S31).
std::vector<std::string> possibly_first(const std::vector<RankRow>& rows);

/// Chart C8: from the highest to the lowest possible place of each area, without a dot, since no
/// place within it is the better answer. Only for the appendix of the Årsrapport.
///
///     if (const auto chart = rank_chart({.id = "f40", .title = title, .rows = rows}, phrases)) …
///     else … phrases.say(…)  // sentence S31: no area can be pointed out
///
/// Empty where fewer than three areas certainly belong to a half: the picture would look like an
/// order that is not there. Rows are ordered here, by the places that they may have; those without
/// places last, A–Ö. `<desc>` holds every place.
struct RankChart {
  std::string id, title;
  std::vector<RankRow> rows;
  Synthetic synthetic = Synthetic::no;
};
std::optional<Chart> rank_chart(const RankChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
