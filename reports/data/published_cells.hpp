#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/data/dataset.hpp"

namespace trygg::reports {

/// One number of a dataset where PX, JSON-stat and their readers look for it.
struct PublishedCell {
  std::size_t cell;     ///< in Dataset::cells
  std::size_t content;  ///< in Dataset::contents
  std::string text;     ///< a number or a symbol
};

/// The dimensions with the contents as one of them, before the last.
std::vector<Dimension> dimensions_with_contents(const Dataset& dataset, const Bilingual& name);

/// All numbers of a dataset, row-major over those dimensions.
std::vector<PublishedCell> published_cells(const Dataset& dataset);

}  // namespace trygg::reports
