#pragma once

#include <cstddef>

#include "ranking/standing.hpp"

namespace trygg {

/// The test and limits of shares against the whole that `standings` describes.
class ShareAgainstWhole {
 public:
  /// \param figure  of shares; must outlive this object
  explicit ShareAgainstWhole(const AreasAndWhole& figure);

  /// Fills what is known of the difference of area `a` from the whole; nothing where the whole is
  /// 0 or 1 or either has no interval.
  void compare(std::size_t a, AreaStanding& standing) const;

 private:
  double covariance(std::size_t i, std::size_t j) const {
    return figure_.covariance[i * (figure_.areas.size() + 1) + j];
  }
  double null_variance(std::size_t a) const;
  void set_limits(std::size_t a, AreaStanding& standing) const;

  const AreasAndWhole& figure_;
  std::size_t whole_;   // its place in the covariance
  double answers_ = 0;  // of all areas
  double of_none_ = 0;  // what areas without a variance add to the whole's
};

}  // namespace trygg
