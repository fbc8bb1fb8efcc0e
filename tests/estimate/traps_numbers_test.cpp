// Numbers: what must not change a figure, and digits that must not be lost.

#include <algorithm>
#include <numeric>

#include "base/random.hpp"
#include "estimate/traps.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

const Args what{"--share", "share=1", "--mean", "y",    "--total", "y",          "--ratio", "y/x",
                "--count", "--by",    "g",      "--by", "o+g",     "--contrast", "o:1-0"};
const Args figures{"estimate", "se", "lower", "upper", "df", "deff", "n_effective", "t", "p_value"};

/// Every figure of both, cell by cell, to `tolerance` of its size.
void same(const Printed& a, const Printed& b, double tolerance) {
  REQUIRE(a.csv.rows.size() == b.csv.rows.size());
  for (std::size_t r = 0; r < a.csv.rows.size(); ++r) {
    const auto x = a.at(r), y = b.at(r);
    for (const auto* text : {"indicator", "statistic", "g", "o", "contrast", "n", "note"})
      CHECK(x.field.at(text) == y.field.at(text));
    for (const auto& figure : figures) {
      CAPTURE(r, figure, x.field.at(figure), y.field.at(figure));
      CHECK(x.field.at(figure).empty() == y.field.at(figure).empty());
      const double scale = std::max(std::abs(value(x, figure)), value(x, "se"));
      if (!x.field.at(figure).empty())
        CHECK(std::abs(value(x, figure) - value(y, figure)) <= tolerance * scale);
    }
  }
}

Columns reordered(const Columns& columns, const std::vector<std::size_t>& order) {
  Columns c;
  for (const auto& [name, values] : columns) {
    c.emplace_back(name, Numbers());
    for (const auto k : order) c.back().second.push_back(values[k]);
  }
  return c;
}

/// A calibrated design of the random survey's columns.
const Args calibrated{"--design"};
std::string design_file(const Folder& folder) {
  return folder.file("design.toml",
                     "weight = \"w\"\nstrata = \"h\"\npsu = [\"psu\"]\nnest = true\n"
                     "[[calibration]]\nweight_before = \"d\"\nweight_after = \"w\"\n"
                     "margins = [[\"g\"], [\"o\"]]\ndistance = \"raking\"\n");
}

/// In a clustered, a calibrated and a simple design.
template <class Law>
void in_all_designs(Law law) {
  const Folder folder;
  law(clusters);
  law(with(calibrated, {design_file(folder)}));
  law(Args{"--weight", "w"});
}

}  // namespace

TEST_CASE("trap: the order of the rows changes no figure", "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(8));
  std::vector<std::size_t> order(c.front().second.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random(1);
  for (std::size_t k = order.size(); k > 1; --k)
    std::swap(order[k - 1], order[random.below(static_cast<std::uint32_t>(k))]);
  in_all_designs([&](const Args& design) {
    same(estimated(c, with(design, what)), estimated(reordered(c, order), with(design, what)),
         1e-12);
  });
}

TEST_CASE("trap: names of strata and units carry no meaning (srvyr#157)", "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(8));
  auto other = c;
  for (auto& h : column(other, "h")) h = 1000 - 7 * h;
  for (auto& j : column(other, "psu")) j = 3.5 - j;
  in_all_designs([&](const Args& design) {
    same(estimated(c, with(design, what)), estimated(other, with(design, what)), 1e-12);
  });
}

TEST_CASE("trap: threads and repetition change no byte (svy 0.19)", "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(12));
  in_all_designs([&](const Args& design) {
    const auto one = estimated(c, with(design, with(what, {"--threads", "1"}))).csv.rows;
    for (const auto* threads : {"1", "2", "3", "8"})
      CHECK(estimated(c, with(design, with(what, {"--threads", threads}))).csv.rows == one);
  });
}

TEST_CASE("trap: weights of 1e-12 and of 1e12 give the same shares", "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(10));
  const Args scaled_freely{"--share", "share=1", "--mean", "y",    "--ratio",
                           "y/x",     "--by",    "g",      "--by", "o+g"};
  in_all_designs([&](const Args& design) {
    for (const double factor : {1e-12, 1e12}) {
      auto other = c;
      for (const auto* name : {"w", "d"})
        for (double& w : column(other, name)) w *= factor;
      same(estimated(c, with(design, scaled_freely)), estimated(other, with(design, scaled_freely)),
           1e-11);
    }
  });
}

TEST_CASE("trap: one weight of 1e12 among ones loses no digit of the others", "[estimate][trap]") {
  Columns c{{"w", Numbers(10, 1)},
            {"g", {1, 1, 1, 1, 1, 2, 2, 2, 2, 2}},
            {"y", {1, 4, 2, 8, 5, 7, 1, 3, 9, 6}}};
  c[0].second[9] = 1e12;
  const auto row = estimated(c, {"--weight", "w", "--mean", "y", "--by", "g"}).find({{"g", "1"}});
  CHECK(row.number("estimate") == 4);
  CHECK(row.number("se") == Approx(std::sqrt(10 / 9.0 * 30) / 5).epsilon(1e-13));
}

TEST_CASE("trap: an offset of a million costs no digit", "[estimate][trap]") {
  for (const double offset : {1e3, 1e6, 1e8}) {
    const auto c = columns_of(RandomSurvey(14));
    auto moved = c;
    // Steps that a double holds whatever the offset.
    auto base = c;
    for (double& y : column(base, "y")) y = std::round(y * 64) / 64;
    column(moved, "y") = column(base, "y");
    for (double& y : column(moved, "y")) y += offset;
    in_all_designs([&](const Args& design) {
      const Args mean = with(design, {"--mean", "y", "--by", "g", "--contrast", "o:1-0"});
      const auto a = estimated(base, mean), b = estimated(moved, mean);
      for (std::size_t r = 0; r < a.csv.rows.size(); ++r) {
        CAPTURE(offset, r, a.at(r).field.at("estimate"));
        const bool contrast = !a.at(r).field.at("contrast").empty();
        CHECK(b.at(r).number("estimate") - (contrast ? 0 : offset) ==
              Approx(a.at(r).number("estimate")).margin(4e-16 * offset).epsilon(1e-9));
        CHECK(b.at(r).number("se") == Approx(a.at(r).number("se")).epsilon(1e-15 * offset + 1e-12));
      }
    });
  }
}

TEST_CASE("trap: totals beyond 2^31 are exact (survey 3.35-1)", "[estimate][trap]") {
  Columns c{{"w", Numbers(5, 2e9)}, {"g", {1, 1, 1, 2, 2}}};
  const auto printed = estimated(c, {"--weight", "w", "--count", "--by", "g"});
  CHECK(printed.at(0).field.at("estimate") == "10000000000");
  CHECK(printed.at(1).field.at("estimate") == "6000000000");
}

TEST_CASE("trap: a hundred thousand tenths add up", "[estimate][trap]") {
  const std::size_t n = 100'000;
  Columns c{{"w", Numbers(n, 0.1)}, {"b", Numbers(n, 0)}};
  for (std::size_t k = 0; k < n; k += 4) c[1].second[k] = 1;
  const auto printed = estimated(c, {"--weight", "w", "--count", "--share", "b=1"});
  CHECK(printed.at(0).number("estimate") == Approx(10'000).epsilon(1e-15));
  CHECK(printed.at(1).number("estimate") == Approx(0.25).epsilon(1e-15));
}

TEST_CASE("trap: a record split into halves of its weight changes no total", "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(16));
  auto split = c;
  for (auto& [name, values] : split) values.push_back(values.front());
  for (const auto* name : {"w", "d"}) column(split, name).back() = column(split, name).front() /= 2;
  const Args totals{"--total", "y", "--count", "--mean", "y", "--by", "g"};
  const auto a = estimated(c, with(clusters, totals)), b = estimated(split, with(clusters, totals));
  for (std::size_t r = 0; r < a.csv.rows.size(); ++r)
    for (const auto* figure : {"estimate", "se", "lower", "upper", "df"})
      CHECK(b.at(r).number(figure) == Approx(a.at(r).number(figure)).epsilon(1e-12));
}

TEST_CASE("trap: a file of one record", "[estimate][trap]") {
  const Columns c{{"w", {2}}, {"g", {1}}, {"y", {7}}, {"b", {1}}};
  const auto printed = estimated(c, {"--weight", "w", "--lonely-psu", "remove", "--mean", "y",
                                     "--total", "y", "--share", "b=1", "--count", "--by", "g"});
  for (std::size_t r = 0; r < printed.csv.rows.size(); ++r) {
    const auto row = printed.at(r);
    CHECK(row.field.at("n") == "1");
    CHECK(!row.field.at("note").empty());
    for (const auto* figure : {"lower", "upper", "deff"}) CHECK(row.field.at(figure).empty());
  }
  CHECK(printed.find({{"statistic", "total"}, {"g", ""}}).number("estimate") == 14);
}

TEST_CASE("trap: a file of which every answer is missing", "[estimate][trap]") {
  const Columns c{{"w", {2, 3, 4}}, {"y", {NAN, NAN, NAN}}, {"x", {1, 2, 3}}};
  const auto printed = estimated(
      c, {"--weight", "w", "--mean", "y", "--total", "y", "--ratio", "y/x", "--ratio", "x/y"});
  for (std::size_t r = 0; r < printed.csv.rows.size(); ++r) {
    CHECK(printed.at(r).field.at("note") == "no_valid_answers");
    for (const auto& figure : figures) CHECK(printed.at(r).field.at(figure).empty());
  }
}

TEST_CASE("trap: a domain in one stratum of many has that stratum's error", "[estimate][trap]") {
  Columns c{{"h", {}}, {"w", {}}, {"y", {}}};
  Random random(3);
  for (std::size_t k = 0; k < 400; ++k) {
    c[0].second.push_back(static_cast<double>(k % 40));
    c[1].second.push_back(1.0 + static_cast<double>(k % 40));
    c[2].second.push_back(random.normal());
  }
  const auto part = filtered(c, [&](auto k) { return c[0].second[k] == 17; });
  const auto domain = estimated(
      c, {"--weight", "w", "--strata", "h", "--mean", "y", "--total", "y", "--where", "h=17"});
  const auto alone =
      estimated(part, {"--weight", "w", "--strata", "h", "--mean", "y", "--total", "y"});
  for (const auto r : {0u, 1u})
    for (const auto& figure : {"estimate", "se", "df", "lower", "upper", "deff"})
      CHECK(domain.at(r).number(figure) == Approx(alone.at(r).number(figure)).epsilon(1e-12));
}

TEST_CASE("trap: PSU codes that repeat between strata are refused or nested", "[estimate][trap]") {
  const Columns c{{"h", {1, 1, 2, 2}}, {"psu", {1, 2, 1, 2}}, {"y", {1, 3, 4, 9}}};
  const Args design{"--strata", "h", "--psu", "psu", "--mean", "y"};
  CHECK_THAT(refused(c, design), Catch::Contains("nest"));
  const auto row = estimated(c, with(design, {"--nest"})).at(0);
  CHECK(row.number("df") == 2);
  CHECK(row.number("se") == Approx(std::sqrt((2 * 2 + 2 * 12.5) / 16.0)).epsilon(1e-14));
}

TEST_CASE("trap: codes and names that hold separators come back whole", "[estimate][trap]") {
  const std::string csv =
      "\"area, old\",\"sex+age\",\"a|b\"\n\"x,y\",\"1|2\",1\n\"x,y\",\"a\"\"b\",0\nz,\"1|2\",1\nz,"
      "\"a\"\"b\",0\n";
  const auto printed = estimated(csv, {"--share", "a|b=1", "--by", "area, old", "--by", "sex+age"});
  CHECK(printed.find({{"area, old", "x,y"}}).number("estimate") == 0.5);
  CHECK(printed.find({{"sex+age", "1|2"}}).number("estimate") == 1);
  CHECK(printed.find({{"sex+age", "a\"b"}}).number("estimate") == 0);
}

TEST_CASE("trap: a control total has no error, however large", "[estimate][trap]") {
  const Folder folder;
  const std::string csv = [] {
    std::string text = "g,y\n";
    for (int k = 0; k < 60; ++k) text += std::to_string(k % 3) + ',' + std::to_string(k % 7) + '\n';
    return text;
  }();
  const auto data = folder.file("survey.csv", csv);
  folder.file("g.csv", "g,total\n0,3000000000\n1,5\n2,70000\n");
  const auto recipe = folder.file("recipe.toml",
                                  "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\n"
                                  "margins = [\"g.csv\"]\n");
  const auto printed = estimate({data, "--recipe", recipe, "--count", "--by", "g"});
  for (std::size_t r = 0; r < printed.csv.rows.size(); ++r) {
    CHECK(printed.at(r).number("se") == 0);
    CHECK(printed.at(r).field.at("note") == "fixed_by_calibration");
  }
  CHECK(printed.find({{"g", "0"}}).number("estimate") == Approx(3e9).epsilon(1e-13));
}
