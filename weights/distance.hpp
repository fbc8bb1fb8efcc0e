#pragma once

#include <string>
#include <string_view>

namespace trygg::weights {

/// How calibrated weights may depart from the weights before: the g-weight as a function of
/// u = q x'λ, its derivative, and the values that g can take.
///
/// Source: Deville & Särndal (1992), JASA 87, 376-382.
struct Distance {
  std::string_view name;      ///< as a recipe names it
  std::string_view summary;
  double (*g)(double u);
  double (*derivative)(double u);
};

/// \throws ConfigError  no such distance; known ones are listed
const Distance& find_distance(const std::string& name);

}  // namespace trygg::weights
