#pragma once

#include <filesystem>
#include <string>

namespace trygg::test {

class Folder;

/// A project in `folder`/city: rounds 2019 (spring, before the merger of 2020) and 2023; five small
/// areas in three areas until 2020, two after, and two regions. Every round has 150 persons a small
/// area, with weights by known totals.
/// \return its folder
std::filesystem::path eras_city(const Folder& folder);

/// Replaces a text, which must be there, in a file of the project.
void edit(const std::filesystem::path& file, const std::string& from, const std::string& to);

}  // namespace trygg::test
