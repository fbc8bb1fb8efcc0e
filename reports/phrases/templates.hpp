#pragma once

#include "reports/phrases/sentence.hpp"

/// Which comparison each template may speak of. This table, not the file of texts, is what decides:
/// `phrases.say(templates::S17, claim, …)` compiles only when `claim` is a secured decrease.
namespace trygg::reports::templates {

inline constexpr StatementTemplate S01{"S01"}, S02{"S02"}, S10{"S10"}, S33{"S33"},
    S33_many{"S33_many"}, S34{"S34"}, S35{"S35"}, S36{"S36"}, S37{"S37"}, S44{"S44"},
    estimates{"estimates"}, secured_means{"secured_means"}, tested_separately{"tested_separately"},
    order_not_tested{"order_not_tested"}, starred{"starred"}, S26_tested{"S26_tested"};

// Women against men.
inline constexpr ClaimTemplate<Finding::higher> S03{"S03"}, S03_head{"S03_head"}, S05{"S05"};
inline constexpr ClaimTemplate<Finding::lower> S04{"S04"}, S04_head{"S04_head"},
    S04_areas{"S04_areas"}, S05_lower{"S05_lower"};
inline constexpr ClaimTemplate<Finding::similar> S06_head{"S06_head"}, S06_areas{"S06_areas"};
inline constexpr ClaimTemplate<Finding::not_shown> S07{"S07"}, S07_head{"S07_head"}, S08{"S08"};
inline constexpr ClaimTemplate<Finding::undetermined> S09{"S09"}, S09_head{"S09_head"};
inline constexpr ClaimTemplate<Finding::broken> S21_head{"S21_head"};
inline constexpr ClaimTemplate<Finding::suppressed> S10_head{"S10_head"};

// Sets of areas or groups.
inline constexpr CountTemplate<Extent::some_higher> S11_head{"S11_head"}, S11_short{"S11_short"},
    S11_title{"S11_title"}, S26{"S26"}, S26_except{"S26_except"}, measures_some{"measures_some"};
inline constexpr CountTemplate<Extent::comparable_higher> S11_comparable_head{
    "S11_comparable_head"},
    S11_comparable_short{"S11_short"}, S11_comparable_title{"S11_title"},
    S26_comparable{"S26_comparable"}, measures_comparable{"measures_some"};
inline constexpr CountTemplate<Extent::all_higher> S12_head{"S12_head"}, S12_short{"S11_short"},
    S12_title{"S12_title"}, S26_all{"S26_all"}, measures_all{"measures_all"};
inline constexpr CountTemplate<Extent::none_secured> none_head{"none_head"},
    none_title{"none_title"}, S26_none{"S26_none"}, measures_none{"measures_none"};
inline constexpr CountTemplate<Extent::some_not_shown> N_short{"N_short"};

// Change between two rounds.
inline constexpr ClaimTemplate<Finding::lower> S17{"S17"}, S17_head{"S17_head"}, S24{"S24"};
inline constexpr ClaimTemplate<Finding::higher> S18{"S18"}, S18_head{"S18_head"}, S24_up{"S24_up"};
inline constexpr ClaimTemplate<Finding::not_shown> S19{"S19"}, S19_head{"S19_head"}, S25{"S25"};
inline constexpr ClaimTemplate<Finding::similar> S20{"S20"}, S20_head{"S20_head"},
    S25_similar{"S25_similar"};
inline constexpr ClaimTemplate<Finding::undetermined> U_change{"U_change"}, U_head{"U_head"},
    S23{"S23"};
inline constexpr ClaimTemplate<Finding::broken> S21{"S21"}, S21_change_head{"S21_change_head"},
    S21_gap{"S21_gap"};
inline constexpr ClaimTemplate<Finding::suppressed> X_change{"X_change"}, X_head{"X_head"},
    X_gap{"X_gap"};

// The goal. Its verdicts are words of their own; these sentences carry figures and counts of them.
inline constexpr StatementTemplate goal_levels{"goal_levels"}, S39{"S39"}, S40{"S40"}, S41{"S41"},
    S41_no_round{"S41_no_round"}, goal_point{"goal_point"}, goal_most_unclear{"goal_most_unclear"},
    goal_by_chance{"goal_by_chance"}, goal_unchanged_areas{"goal_unchanged_areas"};

}  // namespace trygg::reports::templates
