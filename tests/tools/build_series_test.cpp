#include "tools/build_series.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "tools/small_city.hpp"

using namespace trygg;
using test::run_trygg;
using test::small_city;

TEST_CASE("a build pools rounds and fits trends, without persons in common", "[tools][change]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto analytic = read_cube(city / "work/analytic.csv");
  const auto pooled = read_cube(city / "work/pooled.csv");
  REQUIRE(!pooled.rows.empty());
  const auto& whole = pooled.rows[0];
  CHECK(whole.wave == "2023+2026");
  double sum = 0;
  std::size_t n = 0;
  for (const auto& row : analytic.rows)
    if (row.area.empty() && row.sex.empty() && row.contrast.empty() && row.era.empty()) {
      sum += row.estimate;
      n += row.n;
    }
  CHECK(whole.estimate == Approx(sum / 2));
  CHECK(whole.n == n);
  // Two rounds make no line, and say so.
  const auto trends = parse_csv(read_file(city / "work/trends.csv"), "trends.csv");
  REQUIRE(!trends.rows.empty());
  CHECK(trends.rows[0].back() == "too_few_rounds");
  CHECK(parse_csv(read_file(city / "work/correlations.csv"), "correlations.csv").rows.empty());
}

TEST_CASE("a build with persons in common has their covariance, as trygg change has",
          "[tools][change][law]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto independent = read_file(city / "work/goal.csv");
  const auto settings = city / "trygg.toml";
  write_file(settings, read_file(settings) + "\n[analysis]\noverlap = \"id\"\n", Access::published);
  const auto built = run_trygg({"build", city.string()});
  CAPTURE(built.err);
  REQUIRE(built.status == 0);
  CHECK_THAT(built.err, Catch::Contains("2023 and 2026 have 480 of 'id' in common"));
  const auto data = [&](const char* year) {
    return (city / "work/weights" / (std::string(year) + ".csv")).string();
  };
  const auto ran = run_trygg(
      {"change", data("2023"), data("2026"), "--design", data("2023") + ".design.toml", "--design2",
       data("2026") + ".design.toml", "--codebook", (city / "codebook.toml").string(), "--share",
       "fraga1=4|5", "--by", "kon", "--by", "delomrade+kon", "--overlap", "id", "--quiet"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto said = parse_csv(ran.out, "said");
  const auto cube = read_cube(city / "work/estimates.csv");
  const auto correlations =
      parse_csv(read_file(city / "work/correlations.csv"), "correlations.csv");
  std::size_t compared = 0, gaps = 0;
  for (const auto& row : said.rows)
    for (const auto& cell : cube.rows) {
      const auto field = [&](const char* name) { return row[said.column(name)]; };
      if (cell.contrast != "omgang:2026-2023" || !cell.era.empty() || cell.sex != field("kon") ||
          cell.area != field("delomrade"))
        continue;
      ++compared;
      CAPTURE(cell.area, cell.sex);
      CHECK(cell.estimate == Approx(*to_number(field("difference"))));
      CHECK(cell.se == Approx(*to_number(field("se"))));
      CHECK(std::abs(*to_number(field("correlation"))) < 1);
    }
  CHECK(compared == 1 + 2 + 4 * 2);
  for (const auto& row : correlations.rows) {
    CHECK(row[correlations.column("earlier")] == "2023");
    gaps += row[correlations.column("contrast")] == "kon:2-1";
  }
  CHECK(gaps > 0);
  CHECK(read_file(city / "work/goal.csv") != independent);
}

TEST_CASE("rounds that are one and the same have correlations of 1 and no variance of change",
          "[tools][change][law]") {
  test::Folder folder;
  const auto city = small_city(folder);
  for (const auto* name : {"", "frame_", "omrade_kon_"})
    write_file(city / "data" / (std::string(name) + "2026.csv"),
               read_file(city / "data" / (std::string(name) + "2023.csv")), Access::published);
  const auto refused = run_trygg({"build", city.string(), "--quiet"});
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, Catch::Contains("the data of 2023 and of 2026 are the same"));
  // An empty line makes them files of their own.
  write_file(city / "data/2026.csv", read_file(city / "data/2023.csv") + "\n", Access::published);
  const auto settings = city / "trygg.toml";
  write_file(settings,
             read_file(settings) +
                 "\n[analysis]\noverlap = \"id\"\n[[analysis.pair]]\nvariables = [\"delomrade\"]\n"
                 "first = [\"101\"]\nsecond = [\"201\"]\n",
             Access::published);
  const auto built = run_trygg({"build", city.string(), "--quiet"});
  CAPTURE(built.err);
  REQUIRE(built.status == 0);
  const auto correlations =
      parse_csv(read_file(city / "work/correlations.csv"), "correlations.csv");
  std::map<std::string, std::size_t> contrasts;
  for (const auto& row : correlations.rows) {
    ++contrasts[row[correlations.column("contrast")]];
    CHECK(*to_number(row[correlations.column("correlation")]) == Approx(1));
  }
  CHECK(contrasts[""] > 0);
  CHECK(contrasts["kon:2-1"] > 0);
  CHECK(contrasts["delomrade:101-201"] == 3);  // the whole, women, men
  std::size_t changes = 0;
  for (const auto* file : {"work/estimates.csv", "work/gaps.csv"})
    for (const auto& row : read_cube(city / file).rows) {
      const bool is_of_pair = row.contrast.find("101-201") != std::string::npos;
      if (row.contrast.find("omgang") == std::string::npos || row.statistic != "share") continue;
      if (std::string(file) == "work/gaps.csv" && !is_of_pair) continue;
      ++changes;
      CAPTURE(row.contrast, row.area);
      CHECK(row.estimate == 0);
      CHECK(row.note.find("no_variance") != std::string::npos);
    }
  CHECK(changes > 10);
}

TEST_CASE("rounds said to overlap that do not are an error, and a wrong code names its indicator",
          "[tools][change][error]") {
  test::Folder folder;
  const auto city = small_city(folder);
  auto data = read_file(city / "data/2026.csv");
  for (std::size_t at = data.find('\n'); at + 1 < data.size(); at = data.find('\n', at + 2))
    data.insert(at + 1, "x");
  write_file(city / "data/2026.csv", data, Access::published);
  const auto settings = city / "trygg.toml";
  write_file(settings, read_file(settings) + "\n[analysis]\noverlap = \"id\"\n", Access::published);
  const auto ran = run_trygg({"build", city.string(), "--quiet"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Catch::Contains("overlap = \"id\": no value of it is in two rounds"));

  auto indicators = read_file(city / "indicators.toml");
  indicators.replace(indicators.find("\"4\""), 3, "\"77\"");
  write_file(city / "indicators.toml", indicators, Access::published);
  const auto wrong = run_trygg({"build", city.string(), "--quiet"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, Catch::Contains("indicators.toml: indicator '") &&
                            Catch::Contains("has no code '77'"));
}
