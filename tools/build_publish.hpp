#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "tools/build_note.hpp"

namespace trygg {
class FileHashes;
struct Project;
struct Step;
}  // namespace trygg

namespace trygg::tools {

enum class PdfWanted { no, yes };

struct PublishOptions {
  unsigned threads = 0;  ///< 0: the machine's
  PdfWanted pdf = PdfWanted::yes;
  Note note;  ///< is told why there is no PDF though it was wanted
};

/// Writes what may be published, from released figures alone: pages, figures as tables, figures
/// from elsewhere beside them, and the manifest. Everything is made beside `out/` and put there in
/// one step; whatever stops it, the last publication stands. Files in `out/` that no build made are
/// kept.
/// \param before   the steps that led to the released figures, for the manifest
/// \return  the files of the publication
std::vector<std::filesystem::path> publish(const Project& project, std::span<const Step> before,
                                           const PublishOptions& options, FileHashes& hashes);

/// What the files of a publication depend on besides its inputs: whether there can be PDF, and if
/// not, why.
std::string settings_of_publication(const Project& project, PdfWanted pdf);

}  // namespace trygg::tools
