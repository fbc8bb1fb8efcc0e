#pragma once

#include <limits>
#include <string_view>

namespace trygg::weights {

/// What a recipe sets of a distance: the range that g-weights are kept in, and α of sinh (> 0).
struct Shape {
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
  double alpha = 1;
};

/// How calibrated weights may depart from the weights before: the g-weight as a function of
/// u = q x'λ, with g(0) = g'(0) = 1 where the bounds include 1.
///
/// Source: Deville & Särndal (1992), JASA 87, 376-382; Le Guennec & Sautory (2002), CALMAR 2.
struct Distance {
  enum class Reach {
    any_sign,  ///< g may be 0 or negative
    positive,  ///< g > 0
    bounded,   ///< between the bounds, which a recipe must give
  };
  /// g and g'.
  struct Point {
    double g, slope;
  };

  std::string_view name;  ///< as a recipe names it
  std::string_view summary;
  Reach reach;
  /// True where a factor common to all weights before changes no weight after, when x spans the
  /// constant.
  bool scale_free;
  Point (*at)(double u, const Shape& shape);
  /// g' where the g-weight is g; 0 at a bound that cuts.
  double (*slope_at)(double g, const Shape& shape);
};

/// \throws ConfigError  no such distance; known ones are listed
const Distance& find_distance(std::string_view name);

/// Multiplicative, cut off at the bounds, which need not include 1: min(max(exp(u), L), U).
const Distance& trimming_distance();

/// True where a weight of 0 can come out of a weight that is not.
bool can_vanish(const Distance& distance, const Shape& shape);

}  // namespace trygg::weights
