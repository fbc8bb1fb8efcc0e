#pragma once

#include <vector>

#include "geo/area_shapes.hpp"

namespace trygg::test {

/// The areas as neighbours with shores in an invented archipelago, in metres: large ones at the
/// edges, small ones in the middle; the first has a lake, the second an island. `areas` must
/// outlive the shapes; at most sixteen.
std::vector<AreaShape> archipelago(const std::vector<Area>& areas);

}  // namespace trygg::test
