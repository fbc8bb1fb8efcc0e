#pragma once

#include <filesystem>
#include <vector>

namespace trygg {

struct Area;

/// Reads areas.csv, as areas.hpp describes it.
/// \throws InputError  as there
std::vector<Area> read_area_list(const std::filesystem::path& path);

}  // namespace trygg
