#pragma once

#include <limits>
#include <string_view>

namespace trygg::weights {

/// The range that g-weights are kept in, as a recipe gives it; lower < 1 < upper.
struct Bounds {
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
};

/// How calibrated weights may depart from the weights before: the g-weight as a function of
/// u = q x'λ and its derivative, g(0) = g'(0) = 1.
///
/// Source: Deville & Särndal (1992), JASA 87, 376-382.
struct Distance {
  enum class Reach {
    any_sign,  ///< g may be 0 or negative
    positive,  ///< g > 0
    bounded,   ///< between the bounds, which a recipe must give
  };

  std::string_view name;  ///< as a recipe names it
  std::string_view summary;
  Reach reach;
  double (*g)(double u, Bounds bounds);
  double (*derivative)(double u, Bounds bounds);
};

/// \throws ConfigError  no such distance; known ones are listed
const Distance& find_distance(std::string_view name);

/// True where a weight of 0 can come out of a weight that is not.
bool can_vanish(const Distance& distance, Bounds bounds);

}  // namespace trygg::weights
