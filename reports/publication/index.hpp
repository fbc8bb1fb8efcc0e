#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {

/// One publication in the folder, in all its formats.
struct IndexedPublication {
  std::string publication;  ///< "Lägesbild": those with the same name make one section
  std::string subject;      ///< "Hela staden", "Bromma"
  std::string finding;      ///< its H1, said of the whole place only
  std::vector<std::filesystem::path> files;  ///< below the folder, the page first
};

/// A data file in the folder.
struct IndexedData {
  std::filesystem::path file;  ///< below the folder
  std::string about;           ///< what it is
};

/// The page index.html of a publication folder: its publications, then its data files.
Document index_document(const ProjectTexts& project, const Phrases& phrases,
                        const std::vector<IndexedPublication>& publications,
                        const std::vector<IndexedData>& data);

}  // namespace trygg::reports
