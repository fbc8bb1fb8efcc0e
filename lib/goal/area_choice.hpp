#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "goal/cells.hpp"
#include "goal/goal.hpp"
#include "goal/goal_row.hpp"
#include "goal/shrink.hpp"

namespace trygg {

struct Cube;

/// The areas of one level on one occasion against one baseline: rows of `assess`.
struct AreaFamily {
  std::vector<const GoalRow*> rows;
  Shrinkage baseline;  ///< of the rows' baselines, in their order
};
/// In the order of their first rows. Rows without a state are among them.
std::vector<AreaFamily> area_families(const std::vector<GoalRow>& rows, const std::string& level);

/// Which areas of a family had the greatest share.
struct AreaChoice {
  Wording::Choice kind;
  std::string chosen_by;            ///< the round's year, `shrink` or `baseline`
  std::vector<std::size_t> picked;  ///< the greatest first; indices of the family's rows
  std::vector<double> figures;      ///< by which they were picked
  std::string_view reason;          ///< none was: `no_earlier_round`, `too_few_areas`
};

/// Picks areas. Another round's error is no part of the baseline's, so that areas picked by it have
/// a baseline that is right on average; that assumes nothing of how areas differ, as shrinking
/// does. The goal and the cube must outlive it.
class AreaChooser {
 public:
  AreaChooser(const Goal& goal, const Cube& cube);

  /// \param kind  absent: by another round where there is one (the wording's, else the last before
  ///              the baseline), else by shrinking
  /// \throws ConfigError  the wording's round is a baseline, or is not in the cube
  AreaChoice choose(const AreaFamily& family, const Wording& wording,
                    std::optional<Wording::Choice> kind) const;

 private:
  std::string round_for(const AreaFamily& family, const Wording& wording) const;
  double estimate(const GoalRow& area, const std::string& wave) const;

  const Goal& goal_;
  GoalCells cells_;
  std::map<std::vector<std::string>, std::size_t> places_;
};

}  // namespace trygg
