#pragma once

#include <span>
#include <vector>

#include "release/components.hpp"
#include "release/ruling.hpp"
#include "release/said.hpp"
#include "release/secondary.hpp"
#include "release/surface.hpp"

namespace trygg {

/// The rulings on all rows of a published cube, decided together: each level by its own answers,
/// then what must be suppressed to protect the suppressed, then comparisons by their cells.
class Rulings {
 public:
  /// \param cube      the rows that go out; must outlive this object
  /// \param smallest  levels of the smallest areas, for their weights; need not go out
  /// \param said      what else is printed of the levels
  /// \throws InputError  two rows for one cell; what the rules ask for is not in the cube
  Rulings(const Cube& cube, const std::vector<const CubeRow*>& smallest, const ReleaseRules& rules,
          const ReleaseScope& scope, std::span<const SaidOfLevels> said);

  const Ruling& of(const CubeRow& row) const;
  /// Of a comparison; nothing where its cells are not in the cube.
  const std::optional<Components>& components(const CubeRow& row) const;

 private:
  /// The levels of one indicator and statistic.
  struct Family {
    std::vector<const CubeRow*> rows, smallest;
    std::vector<const CubeRow*> comparisons;
    std::vector<const SaidOfLevels*> said;
  };
  std::size_t number(const CubeRow& row) const {
    return static_cast<std::size_t>(&row - cube_.rows.data());
  }
  void rule_on_levels(const ReleaseRules& rules, const std::set<CellKey>& before);
  void protect_families(const std::vector<const CubeRow*>& smallest, const ReleaseRules& rules,
                        const AreaNesting& nesting, std::span<const SaidOfLevels> said);
  void protect_family(const Family& family, const ReleaseRules& rules, const AreaNesting& nesting);
  std::vector<LinkedForm> forms(const Family& family, const ReleaseRules& rules,
                                std::span<const Suppression> suppression) const;

  const Cube& cube_;
  std::vector<Ruling> rulings_;
  std::vector<std::optional<Components>> components_;
};

}  // namespace trygg
