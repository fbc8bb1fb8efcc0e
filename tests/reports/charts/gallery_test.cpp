#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/file.hpp"
#include "gallery.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;

namespace {

const std::vector<test::Exhibit>& exhibits() {
  static const auto all = test::gallery(test::swedish());
  return all;
}

std::string golden(const std::string& name) {
  return (test::source_dir() / "tests/reports/golden/charts" / (name + ".svg")).string();
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("every chart is drawn in every state without a text over another", "[reports][gallery]") {
  // A collision would have thrown while the chart was drawn.
  REQUIRE(exhibits().size() >= 17);
  const auto* folder = std::getenv("TRYGG_GALLERY");
  for (const auto& e : exhibits()) {
    INFO(e.name);
    if (folder != nullptr) test::write_gallery_page(folder, e);
    for (const auto* svg : {&e.chart.wide.markup(), &e.chart.narrow.markup()}) {
      CHECK(count(*svg, "<svg ") == 1);
      CHECK(count(*svg, "role=\"img\"") == 1);
      CHECK(count(*svg, "<title ") == 1);
      CHECK(count(*svg, escaped(e.chart.description)) == 1);
      CHECK(svg->find('\x01') == std::string::npos);
    }
    CHECK(e.chart.wide.markup().find("viewBox=\"0 0 760 ") != std::string::npos);
    CHECK(e.chart.narrow.markup().find("viewBox=\"0 0 343 ") != std::string::npos);
  }
}

TEST_CASE("one chart of each kind is the one that was looked at", "[reports][golden]") {
  for (const auto& e : exhibits()) {
    if (e.name.find('-') != std::string::npos) continue;
    const auto drawn = e.chart.wide.markup() + "\n" + e.chart.narrow.markup() + "\n";
    const auto file = golden(e.name);
    if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file(file, drawn, Access::published);
    const bool same = std::filesystem::exists(file) && drawn == read_file(file);
    if (!same) write_file(file + ".new", drawn, Access::published);
    INFO(e.name);
    CHECK(same);  // look at .new; UPDATE_GOLDEN=1 takes it over
  }
}
