#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "estimate/estimator.hpp"

namespace trygg {

struct ReplicateWeights;

/// Shares and counts of many domains by each replicate, made together: what a measure need not make
/// one domain after the other.
///
/// Records that lie in the same domains are an atom. In each, the weights of eight replicates are
/// added into 256 sums by eight columns of zeros and ones, as the bits of a byte; halves of the 256
/// are then folded on each other, and the upper one's sum is that of the records with the bit. So
/// eight columns cost an addition a record and not eight. Sums run in the order of the records of
/// an atom, then of the atoms: the same bytes on any number of threads.
class ReplicateTable {
 public:
  /// Whether a measure can have one.
  static bool fits(const Measure& measure);

  /// \param measures  those that fit; \param domains  must outlive this
  ReplicateTable(std::span<const Measure* const> measures, std::span<const Domain* const> domains,
                 const ReplicateWeights& weights, unsigned threads);

  /// Values of the i-th measure by replicate, NaN where one has none; empty: another domain.
  std::vector<double> of(std::size_t i, const Domain& domain) const;
  /// How many numbers it holds for so many measures, domains and replicates, at most.
  static std::size_t size(std::size_t measures, std::size_t domains, std::size_t replicates) {
    return 2 * measures * domains * replicates;
  }

 private:
  struct Columns {
    std::size_t numerator, denominator;  // of the table; shares only
  };
  std::span<const double> sums(std::size_t column, std::size_t domain) const;

  std::size_t count_, columns_ = 0;
  std::vector<Columns> of_measure_;
  std::vector<char> is_share_;
  std::unordered_map<const Domain*, std::size_t> place_;
  std::vector<double> sums_;  // by domain, by column, by replicate
};

}  // namespace trygg
