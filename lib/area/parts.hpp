#pragma once

#include <filesystem>

namespace trygg {

struct AreaSystem;

/// What a list of areas and its crosswalk must be together.
/// \throws InputError  a smallest area that is in one file only; an area of a division that no
///                     smallest area lies in
void check_complete(const AreaSystem& system, const std::filesystem::path& areas,
                    const std::filesystem::path& crosswalk);

/// Where the list gives inhabitants: the areas of every division have as many as the smallest areas
/// together, and each as many as those that lie in it. Statistics that are rounded or perturbed
/// part from that a little: by at most 2 for each smallest area of the sum, or 1 in a thousand.
/// \throws InputError  by how many they differ; the area that has just so many, which is there
/// twice
void check_population(const AreaSystem& system, const std::filesystem::path& areas);

}  // namespace trygg
