#include <catch2/catch.hpp>

#include "charts/geometry.hpp"
#include "fixture.hpp"
#include "ranking/standing_release.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

/// The invented publication with a tile for each area, and women's areas against the whole.
test::Publication with_tiles() {
  auto p = test::invented_publication();
  int i = 0;
  for (auto& area : p.areas.areas) {
    area.tile_row = 1 + i / 5;
    area.tile_column = 1 + i % 5;
    ++i;
  }
  return p;
}

void compare(test::Publication& p, std::size_t area, double difference, double margin) {
  auto row = test::difference("2023", p.areas.areas[area].code, "2",
                              std::string(against_whole_contrast), difference, margin);
  p.standings.push_back(row);
}

}  // namespace

TEST_CASE("without tiles the gender analysis has no maps", "[reports][charts][law]") {
  CHECK_THAT(test::invented_publication().page(), !Contains("id=\"var\""));
}

TEST_CASE("the finding of the maps counts what is secured and nothing else",
          "[reports][charts][law]") {
  auto p = with_tiles();
  CHECK_THAT(p.page(), Contains("Bland kvinnor går det inte att jämföra stadsdelsområdena med"));
  compare(p, 0, 1.0, 2.0);  // not shown
  CHECK_THAT(p.page(),
             Contains("Bland kvinnor skiljer sig inget stadsdelsområde säkerställt från"));
  compare(p, 1, 4.3, 2.0);
  CHECK_THAT(p.page(), Contains("Bland kvinnor ligger ett stadsdelsområde högre än hela staden"));
  compare(p, 2, 3.3, 2.0);
  compare(p, 3, -4.0, 2.0);
  const auto page = p.page();
  CHECK_THAT(page, Contains("Bland kvinnor ligger två stadsdelsområden högre och ett lägre än"));
  CHECK_THAT(page, Contains("Bland män går det inte att jämföra"));
  p.standings.back().finding = Finding::undetermined;  // as one with a flagged level is
  CHECK_THAT(p.page(), Contains("Bland kvinnor ligger två stadsdelsområden högre än hela staden"));
}

TEST_CASE("real shapes are drawn below the tiles where the project has them",
          "[reports][charts][law]") {
  const auto p = with_tiles();
  auto in = p.input();
  in.shapes = test::archipelago(p.areas.areas);
  const auto house = reports::read_house(test::source_dir(), p.project.language);
  const auto document =
      reports::publication_kind("jamstalldhetsanalys").make(in, house.phrases, {});
  const auto page = reports::to_html(document, p.project, house.phrases, house.css);
  CHECK_THAT(page, Contains("Samma andelar på kartan") && Contains("fill-rule=\"evenodd\""));
  CHECK_THAT(p.page(), !Contains("Samma andelar på kartan"));
}
