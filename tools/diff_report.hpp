#pragma once

#include <filesystem>
#include <string>

#include "reports/revision/revision_report.hpp"
#include "revision/published_state.hpp"

namespace trygg::tools {

struct DiffReport {
  std::filesystem::path file;     ///< to be written
  std::filesystem::path project;  ///< whose publications they are; empty: the folder above NEW
  reports::RevisionPurpose purpose;
  std::string language;
};

/// Writes the revision report as a page.
/// \throws ConfigError  the two are files, not publications; there is no project; it has no texts
///                      in the language
void write_diff_report(const Revision& revision, const PublishedState& before,
                       const PublishedState& now, const DiffReport& options);

}  // namespace trygg::tools
