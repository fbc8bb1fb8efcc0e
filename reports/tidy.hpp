#pragma once

#include <string>
#include <vector>

namespace trygg {
struct AreaSystem;
struct Release;
struct ReleasedGoalRow;
}  // namespace trygg

namespace trygg::reports {

struct ProjectTexts;

/// The published figures as one long table, a row a cell, for those who compute further:
///
///     indikator,omgang,era,omradesniva,omrade_kod,omrade,kon,<groups…>,jamforelse,varde,undre,ovre,
///     felmarginal,svar,status,skal,bedomning,syntetisk,berakning
///
/// `kon` is T (all), K (women) or M (men). Numbers are the published texts with a decimal point;
/// what was withheld is its symbol. `syntetisk` is ja or nej in every row, so that no extract can
/// lose it; `berakning` is the number of the manifest.
std::string tidy_csv(const Release& release, const AreaSystem& areas, const ProjectTexts& project);

/// The same for the goal: …,kon,fran,varde_fran,varde,kvot,kvot_undre,kvot_ovre,malbana,mal,status,
/// skal,bedomning,utveckling,lage,syntetisk,berakning. `kvot` is in per cent of the first round.
std::string tidy_csv(const std::vector<ReleasedGoalRow>& rows, const AreaSystem& areas,
                     const ProjectTexts& project);

}  // namespace trygg::reports
