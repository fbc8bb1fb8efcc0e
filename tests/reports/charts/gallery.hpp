#pragma once

#include <string>
#include <vector>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"

namespace trygg::test {

/// A chart of the gallery in one of the states that it can be in.
struct Exhibit {
  std::string name;  ///< "tile_map-13"
  reports::Chart chart;
  /// Texts that must not be in it: what was withheld.
  std::vector<std::string> secret = {};
};

/// Every chart in every state: withheld, flagged, a break, a missing round, one area, 13 areas,
/// long names, nothing released. All figures are invented.
std::vector<Exhibit> gallery(const reports::Phrases& phrases);

/// A page to look at: TRYGG_GALLERY=FOLDER unit_tests "[gallery]".
void write_gallery_page(const std::string& folder, const Exhibit& exhibit);

const reports::Phrases& swedish();

}  // namespace trygg::test
