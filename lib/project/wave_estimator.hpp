#pragma once

#include <span>
#include <string>
#include <vector>

#include "estimate/cube.hpp"
#include "estimate/domain_estimator.hpp"

namespace trygg {

class Design;
class Table;
struct Project;
struct Wave;

/// Where the values of a variable go in a row of the cube.
enum class Role { area, sex, group };

struct CellVariable {
  std::string variable;
  Role role;
  std::size_t group = 0;  ///< which of the cube's groups, for Role::group
};

/// Estimates what is asked of the indicators of one wave, in the cells of its classifications.
class WaveEstimator {
 public:
  /// \param table  what `design` was read from: records or cells; both must outlive this object
  WaveEstimator(const Project& project, const Wave& wave, const Table& table, const Design& design,
                unsigned threads);

  /// Leaves everybody else out of the cells that are added from here on; they stay in the design.
  void restrict_to(Domain within) { everybody_ = std::move(within); }

  /// Adds a classification: its cells for all, and by sex.
  void add(std::vector<CellVariable> divisions, const std::string& era, const std::string& level);

  /// By quantity, its rows: the cells as they were added, then the differences between women and
  /// men, with Holm's adjustment over the cells of each classification.
  std::vector<std::vector<CubeRow>> estimate(const DomainEstimator& estimator,
                                             std::span<const Quantity> quantities) const;

 private:
  /// A row with its domain columns filled, and the records in it.
  struct FramedCell {
    CubeRow row;
    Domain domain;
  };
  /// Women and men of one cell.
  struct Pair {
    std::size_t women, men, family;
  };
  using ByCell = std::vector<std::vector<Result>>;  // by cell, by quantity

  void append(const std::vector<CellVariable>& divisions, const CubeRow& frame);
  std::vector<Pair> pairs_of_sexes() const;
  std::size_t men_beside(std::size_t women, std::size_t begin, std::size_t end) const;
  ByCell levels(const DomainEstimator& estimator) const;
  ByCell gaps(const DomainEstimator& estimator, std::span<const Pair> pairs) const;
  void add_gaps(std::span<const Pair> pairs, const ByCell& gaps, const Quantity& quantity,
                std::size_t q, std::vector<CubeRow>& rows) const;

  const Project& project_;
  const Wave& wave_;
  const Table& table_;
  const Design& design_;
  unsigned threads_;
  Domain everybody_;
  std::vector<FramedCell> cells_;
  std::vector<std::size_t> family_ends_;
};

}  // namespace trygg
