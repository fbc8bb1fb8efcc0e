#pragma once

#include <optional>
#include <string>
#include <vector>

#include "area/areas.hpp"
#include "indicator/indicator.hpp"
#include "project/publisher.hpp"
#include "release/release.hpp"
#include "reports/data/data_texts.hpp"
#include "reports/project_texts.hpp"
#include "table/codebook.hpp"

namespace trygg::reports {

/// What the project says in English.
struct EnglishNames {
  ProjectTexts texts;
  std::vector<Indicator> indicators;
};

/// Everything that data files are made of: released figures, and names. What was withheld is not
/// in here.
struct DataInput {
  const Release& release;
  const ProjectTexts& project;
  const AreaSystem& areas;
  std::vector<Indicator> indicators;
  Codebook codebook;
  DataTexts texts;
  std::string date;  ///< of the publication, "2026-11-21"; empty: files without a date
  Publisher publisher;
  std::optional<EnglishNames> english = {};  ///< without it, names stand in the project's language
};

}  // namespace trygg::reports
