#include "reports/data/published_cells.hpp"

namespace trygg::reports {

std::vector<Dimension> dimensions_with_contents(const Dataset& dataset, const Bilingual& name) {
  Dimension contents{.id = "tabellinnehall", .name = name};
  for (const auto& content : dataset.contents)
    contents.values.push_back({content.code, content.name});
  auto dimensions = dataset.dimensions;
  dimensions.insert(dimensions.end() - 1, std::move(contents));
  return dimensions;
}

std::vector<PublishedCell> published_cells(const Dataset& dataset) {
  const auto last = dataset.dimensions.back().values.size();
  std::vector<PublishedCell> cells;
  cells.reserve(dataset.cells.size() * dataset.contents.size());
  for (std::size_t first = 0; first < dataset.cells.size(); first += last)
    for (std::size_t c = 0; c < dataset.contents.size(); ++c)
      for (std::size_t i = 0; i < last; ++i)
        cells.push_back({first + i, c, text_of(dataset.cells[first + i], dataset.contents[c])});
  return cells;
}

}  // namespace trygg::reports
