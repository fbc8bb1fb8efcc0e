#pragma once

#include <span>
#include <vector>

#include "estimate/estimator.hpp"
#include "estimate/request.hpp"

namespace trygg {

/// Estimates some quantities in any domain of a design, from records or from cells. Thread-safe.
class DomainEstimator {
 public:
  virtual ~DomainEstimator() = default;

  /// All quantities in each of `domains`. \param results  by domain, made by quantity
  virtual void levels(std::span<const Domain> domains,
                      std::span<std::vector<Result>> results) const = 0;

  /// A contrast of all quantities. \param terms  of each cell, the domain of every term; they have
  /// no record in common \param results  by cell, made by quantity
  virtual void contrasts(const Contrast& contrast, std::span<const std::vector<Domain>> terms,
                         std::span<std::vector<Result>> results) const = 0;

  /// An estimate: a quantity, by its number, in a domain.
  struct Cell {
    std::size_t quantity;
    const Domain* domain;
  };
  /// The covariance of two estimates, whatever their domains have in common; NaN where one of them
  /// is. \throws NotFolded  answers to two questions by the same persons, of folded data
  virtual double covariance(Cell a, Cell b) const = 0;
};

}  // namespace trygg
