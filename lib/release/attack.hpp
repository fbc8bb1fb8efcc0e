#pragma once

#include <span>
#include <vector>

#include "estimate/cube.hpp"
#include "release/release.hpp"
#include "release/said.hpp"

namespace trygg {

/// What an outsider can find out about a suppressed level.
struct AttackedCell {
  const CubeRow* cell = nullptr;
  std::string reason;           ///< why it is suppressed: a rule's, or secondary
  double lower = 0, upper = 0;  ///< what all that is published leaves for its estimate
  double required = 0;          ///< how wide that must be
  bool found = false;           ///< it is narrower
};

/// Attacks a publication: looks at its texts only, knows the weight and the number of answers of
/// every domain (from the population register and the published bases), takes each number as the
/// interval that its last digit leaves, and asks linear programs how small and how large every
/// suppressed level can be. Knows nothing of how it was suppressed: what `release` writes is set up
/// anew, from the smallest pieces, so that the one is a check of the other.
///
/// Besides levels it uses published differences, with their limits and margins, and ratios between
/// levels, of rounds too; and that the numerator of a share is a whole number of answers, where all
/// weigh the same. The only answer of a cell is known to whoever gave it, when cells of five
/// answers or more are attacked. What it does not use: limits of confidence. They give variances,
/// and from these p(1 − p) only for who knows the design effect of the cell.
///
/// \param publications  all that is out, of the same survey
/// \param elsewhere     what is printed of levels besides
/// \param cube          weights, numbers of answers, and which cells there are; must outlive the
/// rows \throws InputError   the numbers contradict each other
std::vector<AttackedCell> attack(std::span<const Release> publications, const Cube& cube,
                                 const ReleaseRules& rules, const AreaNesting& nesting,
                                 std::span<const SaidOfLevels> elsewhere = {});

/// `wave,era,indicator,statistic,area_level,area,sex,<groups…>,reason,lower,upper,width,required,
/// verdict` (safe, found); shares and means in the units of the cube.
std::string to_csv(std::span<const AttackedCell> cells, std::span<const std::string> group_names);

}  // namespace trygg
