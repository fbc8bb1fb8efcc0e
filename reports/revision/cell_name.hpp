#pragma once

#include <string>

#include "reports/revision/revision_report.hpp"

namespace trygg::reports {

/// The short name of an indicator; its id where the project has none by that name any more.
std::string indicator_name(const RevisionInput& input, const std::string& id);

/// Which figure it is, in words: "Andel otrygga, kvinnor, Bromma, 2023". Codes that the project no
/// longer knows stand as they are.
std::string cell_name(const RevisionInput& input, const Phrases& phrases, const PublishedKey& key);

}  // namespace trygg::reports
