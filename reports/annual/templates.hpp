#pragma once

#include "reports/phrases/templates.hpp"

/// Which comparison the sentences of the annual report may speak of (phrases/templates.hpp).
namespace trygg::reports::templates {

// The development of a place, women and men together.
inline constexpr ClaimTemplate<Finding::lower> S17_place{"S17_place"}, S17_short{"S17_short"};
inline constexpr ClaimTemplate<Finding::higher> S18_place{"S18_place"}, S18_short{"S18_short"};
inline constexpr ClaimTemplate<Finding::not_shown> S19_place{"S19_place"}, S19_short{"S19_short"};
inline constexpr ClaimTemplate<Finding::similar> S20_place{"S20_place"}, S20_short{"S20_short"},
    S06_place{"S06_place"};
inline constexpr ClaimTemplate<Finding::undetermined> U_place{"U_place"};
inline constexpr ClaimTemplate<Finding::broken> S21_place{"S21_place"},
    S21_gap_place{"S21_gap_place"};
inline constexpr ClaimTemplate<Finding::suppressed> X_place{"X_place"}, X_gap_place{"X_gap_place"};

// Women and men in an area.
inline constexpr ClaimTemplate<Finding::higher> S03_place{"S03_place"};
inline constexpr ClaimTemplate<Finding::lower> S04_place{"S04_place"};

inline constexpr StatementTemplate S01_often{"S01_often"}, annual_indicators{"annual_indicators"};

}  // namespace trygg::reports::templates
