#include "release/said.hpp"

#include <cmath>
#include <limits>

namespace trygg {

std::vector<SaidOfLevels> said_of_ratio(const CellKey& a, const CellKey& b, KnownInterval printed) {
  constexpr double unlimited = std::numeric_limits<double>::infinity();
  return {{{a, b}, {1, -printed.low}, {0, unlimited}},
          {{a, b}, {1, -printed.high}, {-unlimited, 0}}};
}

KnownInterval before_rounding(const Published& number, Scale scale) {
  const auto dot = number.text().find('.');
  const auto decimals = dot == std::string::npos ? 0 : number.text().size() - dot - 1;
  const double half = 0.5 * std::pow(10.0, -static_cast<double>(decimals));
  const double unit = scale == Scale::percent ? 100 : 1;
  return {(number.value() - half) / unit, (number.value() + half) / unit};
}

}  // namespace trygg
