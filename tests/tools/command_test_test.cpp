#include <fmt/format.h>

#include "base/random.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using Catch::Contains;
using trygg::test::Folder;
using trygg::test::Printed;
using trygg::test::run_trygg;
using Texts = std::vector<std::string>;

namespace {

std::string survey() {
  Random random(9);
  std::string csv = "w,area,sex,q,y\n";
  for (int i = 0; i < 600; ++i) {
    const auto sex = random.below(2);
    csv += fmt::format("{},{},{},{},{}\n", 1 + random.below(3), "abc"[random.below(3)], sex,
                       random.uniform() < 0.2 + 0.3 * sex ? "1" : "", random.below(100));
  }
  for (auto at = csv.find(",,"); at != std::string::npos; at = csv.find(",,", at + 2))
    csv.insert(at + 1, "0");
  return csv;
}

Printed tested(Texts args) {
  args.insert(args.begin(), "test");
  const auto ran = run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  return {parse_csv(ran.out, "output")};
}

}  // namespace

TEST_CASE("trygg test: one row for each test, cell and method, p adjusted over the cells",
          "[tools][hypothesis]") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const auto all = tested({file, "--weight", "w", "--independence", "sex+q", "--by", "area"});
  REQUIRE(all.csv.rows.size() == 4);
  CHECK(all.csv.header == Texts{"test", "of", "area", "contrast", "method", "n", "estimate", "se",
                                "lower", "upper", "statistic", "df1", "df2", "p_value",
                                "p_adjusted", "pearson", "design_effect", "note"});
  CHECK(all.at(0).field.at("method") == "rao_scott");
  CHECK(all.at(0).number("p_value") < 1e-6);
  double smallest = 1;
  for (std::size_t r = 0; r < 4; ++r) smallest = std::min(smallest, all.at(r).number("p_value"));
  CHECK(all.at(0).number("p_adjusted") == Approx(std::min(1.0, 4 * smallest)).epsilon(1e-12));
  // A cell is the same as a run of its own, but for what is adjusted.
  const auto b = tested({file, "--weight", "w", "--independence", "sex+q", "--where", "area=b",
                         "--method", "wald", "--method", "rao_scott"});
  REQUIRE(b.csv.rows.size() == 2);
  CHECK(b.at(0).number("statistic") ==
        Approx(all.find({{"area", "b"}}).number("statistic")).epsilon(1e-12));
  CHECK(b.at(1).field.at("method") == "wald");
}

TEST_CASE("trygg test: t-tests stand beside, with the contrasts of estimate",
          "[tools][hypothesis]") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const Texts what{"--weight", "w",          "--mean",  "y",    "--share",
                   "q=1",      "--contrast", "sex:1-0", "--by", "area"};
  Texts args{file};
  args.insert(args.end(), what.begin(), what.end());
  const auto estimates = test::estimate(args);
  args.insert(args.end(), {"--against", "0.5"});
  const auto all = tested(args);
  CHECK(all.csv.rows.size() == 16);
  for (const auto* indicator : {"y", "q=1"})
    for (const auto* area : {"", "a", "b", "c"}) {
      const auto row = all.find({{"of", indicator}, {"area", area}, {"contrast", "sex:1-0"}});
      const auto same =
          estimates.find({{"indicator", indicator}, {"area", area}, {"contrast", "sex:1-0"}});
      CHECK(row.number("estimate") == same.number("estimate"));
      CHECK(row.number("statistic") == Approx(same.number("t")).epsilon(1e-12));
      CHECK(row.number("df2") == same.number("df") - 1);
    }
}

TEST_CASE("trygg test: a table tells first what is shown, in both languages",
          "[tools][hypothesis]") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const Texts args{"test",      file,     "--weight", "w",          "--independence",
                   "sex+q",     "--mean", "y",        "--contrast", "sex:1-0",
                   "--against", "50.5",   "--format", "table"};
  const auto swedish = run_trygg(args);
  INFO(swedish.out);
  CHECK(swedish.out.starts_with("utfall"));
  CHECK_THAT(swedish.out, Contains("\nsamband ") && Contains("ingen säkerställd skillnad") &&
                              Contains("kan vara 50,5") && Contains("< 0,001") &&
                              Contains("F(1; 599) = "));
  auto english = args;
  english.insert(english.end(), {"--lang", "en"});
  const auto told = run_trygg(english);
  CHECK(told.out.starts_with("verdict"));
  CHECK_THAT(told.out, Contains("\nassociation ") && Contains("no established difference") &&
                           Contains("may be 50.5") && Contains("t(598) = "));
}

TEST_CASE("trygg test: figures that are not there have a reason, never a number",
          "[tools][hypothesis]") {
  const Folder folder;
  const auto file = folder.file("s.csv", "w,a,b,y\n1,1,x,2\n1,1,y,2\n1,1,x,2\n1,2,,2\n");
  const auto found = tested({file, "--weight", "w", "--independence", "a+b", "--method", "all"});
  REQUIRE(found.csv.rows.size() == 5);
  for (std::size_t r = 0; r < 5; ++r) {
    CHECK(found.at(r).field.at("note") == "one_level");
    for (const auto* column : {"statistic", "df1", "df2", "p_value", "p_adjusted"})
      CHECK(found.at(r).field.at(column).empty());
  }
  const auto t = tested({file, "--weight", "w", "--mean", "y", "--against", "1"});
  CHECK(t.at(0).field.at("note") == "no_variance");
  CHECK(t.at(0).field.at("p_value").empty());
}

TEST_CASE("trygg test: what was typed wrongly is one line and status 2", "[tools][hypothesis]") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const auto complaint = [&](Texts args, const std::string& text) {
    args.insert(args.begin(), {"test", file});
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(std::ranges::count(ran.err, '\n') == 1);
    CHECK_THAT(ran.err, Contains(text));
  };
  complaint({}, "nothing is to be tested");
  complaint({"--independence", "sex"}, "two variables");
  complaint({"--independence", "sex+sex"}, "twice");
  complaint({"--independence", "sex+qq"}, "q");
  complaint({"--independence", "sex+q", "--by", "sex"}, "--by sex");
  complaint({"--independence", "sex+q", "--method", "chi"}, "rao_scott_first");
  complaint({"--mean", "y"}, "--contrast");
  complaint({"--contrast", "sex:1-0"}, "need a --mean");
  complaint({"--share", "q=1", "--against", "30"}, "30 % is 0.3");
  complaint({"--share", "q=1", "--against", "-0.2"}, "from 0 to 1");
  complaint({"--mean", "y", "--contrast", "sex:1-0", "--method", "wald"}, "--independence");
  complaint({"--independence", "sex+q", "--level", "95"}, "--level");
  complaint({"--independence", "sex+q", "--df", "0"}, "--df");
}
