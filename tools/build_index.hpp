#pragma once

#include <filesystem>
#include <vector>

#include "reports/publication/index.hpp"

namespace trygg::reports {
struct House;
struct ProjectTexts;
}  // namespace trygg::reports

namespace trygg::tools {

/// What the index of one language lists.
struct IndexEntries {
  std::filesystem::path folder;  ///< where the language's publications lie
  std::vector<reports::IndexedPublication> publications;
  std::vector<std::filesystem::path> data;  ///< data files, below out/
  std::filesystem::path data_folder;        ///< from `folder` to out/: empty or ".."
};

/// Writes index.html of the folder.
void write_index(const IndexEntries& entries, const reports::ProjectTexts& texts,
                 const reports::House& house);

}  // namespace trygg::tools
