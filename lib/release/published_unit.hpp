#pragma once

#include "release/components.hpp"
#include "release/release.hpp"

namespace trygg {

/// How the numbers of a row are published.
struct PublishedUnit {
  Scale scale = Scale::unit;
  int decimals = 0;
};

PublishedUnit unit_of(const CubeRow& row, Comparison comparison, const ReleaseRules& rules);

}  // namespace trygg
