#include "weights/distance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::weights {
namespace {

constexpr std::array all{
    Distance{"linear", "g = 1 + u, the regression estimator; g may be negative",
             [](double u) { return 1 + u; }, [](double) { return 1.0; }},
    Distance{"raking", "g = exp(u), multiplicative, always positive",
             [](double u) { return std::exp(u); }, [](double u) { return std::exp(u); }},
};

}  // namespace

const Distance& find_distance(const std::string& name) {
  const auto found = std::ranges::find(all, name, &Distance::name);
  if (found == all.end()) {
    std::vector<std::string> known;
    for (const auto& d : all) known.emplace_back(d.name);
    throw ConfigError(fmt::format("no distance '{}'{}", name, did_you_mean(name, known)));
  }
  return *found;
}

}  // namespace trygg::weights
