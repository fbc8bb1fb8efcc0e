#pragma once

#include <filesystem>

namespace trygg {

struct AreaSystem;

/// Reads crosswalk.csv, as areas.hpp describes it, into the divisions of a system whose areas are
/// read. \throws InputError  as there
void read_crosswalk(const std::filesystem::path& path, AreaSystem& system);

/// Adds the divisions that the list of areas has itself, by columns named as levels: a smallest
/// area lies where its own row says, else where the area says that the crosswalk has it in. \throws
/// InputError  two ways lead to two areas, or a smallest area has none
void add_divisions_above(const std::filesystem::path& areas, AreaSystem& system);

}  // namespace trygg
