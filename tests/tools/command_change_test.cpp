#include <fmt/core.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>

#include "tools/change_support.hpp"

using namespace trygg;
using Catch::Contains;
using namespace trygg::test;

namespace {

// The same formulas in another order.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-10);
}

// The files have weights and answers of ten digits, ReGenesees' own data all of them.
Approx agrees_by_rounded_data(double reference) {
  return Approx(reference).epsilon(2e-9);
}

/// The files of ReGenesees' example, beside some working copies.
struct DeltaEl {
  std::filesystem::path folder = shared_data() / "conformance";
  bool is_there() const {
    const bool there = std::filesystem::exists(folder / "delta_el_wave1.csv");
    if (!there) WARN("passed over: " << folder.string() << " is not there");
    return there;
  }
  Row row(const Texts& more) const {
    const Texts args{(folder / "delta_el_wave1.csv").string(),
                     (folder / "delta_el_wave2.csv").string(),
                     "--weight",
                     "w",
                     "--strata",
                     "strata"};
    return change(with(args, more)).at(0);
  }
};

}  // namespace

TEST_CASE("the change of overlapping rounds is that of ReGenesees", "[tools][change][reference]") {
  const DeltaEl delta;
  if (!delta.is_there()) return;
  // ReGenesees 2.4, svyDelta of its example data, at 12 digits.
  const auto total = delta.row({"--total", "y", "--overlap", "id"});
  CHECK(total.number("difference") == agrees_by_rounded_data(484.238114787));
  CHECK(total.number("se") == agrees_by_rounded_data(202.102381075));
  CHECK(total.number("correlation") == agrees_by_rounded_data(0.204845212102));
  const auto mean = delta.row({"--mean", "y", "--overlap", "id"});
  CHECK(mean.number("difference") == agrees_by_rounded_data(0.978726289334));
  CHECK(mean.number("se") == agrees_by_rounded_data(0.406912539113));
  CHECK(mean.number("correlation") == agrees_by_rounded_data(0.201358842868));
  const auto relative = delta.row({"--total", "y", "--overlap", "id", "--relative"});
  CHECK(relative.number("difference") == agrees_by_rounded_data(0.167133277995));
  CHECK(relative.number("se") == agrees_by_rounded_data(0.077127139142));
  CHECK(delta.row({"--total", "y"}).number("se") == agrees_by_rounded_data(226.23565427));
  // ReGenesees takes the normal distribution.
  const auto normal = delta.row({"--total", "y", "--overlap", "id", "--df", "1e12"});
  CHECK(normal.number("lower") == agrees_by_rounded_data(88.1247267));
  CHECK(normal.number("upper") == agrees_by_rounded_data(880.3515029));
}

TEST_CASE("a change has the columns and rows of its classifications", "[tools][change]") {
  const SmallRounds rounds;
  const auto made = change(with(rounds.independent, {"--share", "q=1", "--total", "y", "--mean",
                                                     "y", "--count", "--by", "g"}));
  CHECK(joined(made.csv.header, ",") ==
        "indicator,statistic,g,estimate1,estimate2,difference,se,lower,upper,df,t,p_value,"
        "p_adjusted,correlation,note");
  Texts cells;
  for (std::size_t r = 0; r < made.csv.rows.size(); ++r)
    cells.push_back(made.csv.rows[r][1] + " " + made.csv.rows[r][2]);
  CHECK(cells == Texts{"share ", "share x", "share y", "share z", "total ", "total x", "total y",
                       "total z", "mean ", "mean x", "mean y", "mean z", "count ", "count x",
                       "count y", "count z"});
  // 62/126 of the weights before, 32/104 after.
  const auto share = made.at(0);
  CHECK(share.number("estimate1") == agrees(62.0 / 126));
  CHECK(share.number("estimate2") == agrees(32.0 / 104));
  CHECK(share.number("difference") == agrees(32.0 / 104 - 62.0 / 126));
  CHECK(share.number("correlation") == 0);
  // The levels are those of trygg estimate, the variance their sum.
  const auto before =
      estimate({rounds.one, "--weight", "w", "--strata", "h", "--share", "q=1"}).at(0);
  const auto now = estimate({rounds.two, "--weight", "w", "--strata", "h", "--share", "q=1"}).at(0);
  CHECK(share.number("se") * share.number("se") ==
        agrees(before.number("se") * before.number("se") + now.number("se") * now.number("se")));
  const auto mean = made.find({{"statistic", "mean"}, {"g", ""}});
  CHECK(mean.number("estimate1") < 10);
  CHECK(mean.number("estimate2") < 10);
  const auto gone = made.find({{"statistic", "share"}, {"g", "z"}});
  CHECK(gone.number("estimate1") == 1);
  CHECK(gone.field.at("estimate2").empty());
  CHECK_THAT(gone.field.at("note"), Contains("empty_domain"));
  CHECK_THAT(run_trygg({"change", rounds.one, rounds.two, "--mean", "y", "--by", "g"}).err,
             Contains("g z has no record in the later round") && Contains("trygg build pools"));
}

TEST_CASE("codes of groups are one by text, else by number, in the order of both rounds",
          "[tools][change]") {
  const Folder folder;
  const auto one = folder.file("one.csv", "a,y\n2,1\n2,2\n10,3\n10,5\n");
  const auto two = folder.file("two.csv", "a,y\n02,1\n02,3\n10,3\n10,6\n7,2\n7,1\n");
  const auto made = change({one, two, "--mean", "y", "--by", "a", "--quiet"});
  Texts codes;
  for (std::size_t r = 1; r < made.csv.rows.size(); ++r) codes.push_back(made.csv.rows[r][2]);
  CHECK(codes == Texts{"2", "7", "10"});
  CHECK(made.at(1).number("difference") == agrees(0.5));
}

TEST_CASE("an overlap changes the error and not the change", "[tools][change]") {
  const SmallRounds rounds;
  const auto apart = change(with(rounds.independent, {"--mean", "y"})).at(0);
  const auto together = change(with(rounds.overlapping, {"--mean", "y"})).at(0);
  CHECK(together.number("difference") == apart.number("difference"));
  const double rho = together.number("correlation");
  CHECK(rho > 0);
  CHECK(together.number("se") < apart.number("se"));
  Texts args = with(rounds.overlapping, {"--mean", "y"});
  args.insert(args.begin(), "change");
  CHECK_THAT(run_trygg(args).err, Contains("3 of 8 units in ") && Contains("of 7 in "));
  args.push_back("--quiet");
  CHECK(run_trygg(args).err.empty());
}

TEST_CASE("the scale of a change can be chosen", "[tools][change]") {
  const SmallRounds rounds;
  const auto on = [&](const Texts& more) {
    return change(with(with(rounds.independent, {"--mean", "y"}), more)).at(0);
  };
  const auto plain = on({});
  const double e1 = plain.number("estimate1"), e2 = plain.number("estimate2");
  CHECK(on({"--relative"}).number("difference") == agrees((e2 - e1) / e1));
  CHECK(on({"--scale", "relative"}).field == on({"--relative"}).field);
  CHECK(on({"--scale", "ratio"}).number("difference") == agrees(e2 / e1));
  CHECK(on({"--scale", "log-ratio"}).number("difference") == agrees(std::log(e2 / e1)));
  CHECK(on({"--scale", "ratio"}).number("lower") ==
        agrees(std::exp(on({"--scale", "log-ratio"}).number("lower"))));
  CHECK(on({"--level", "0.9"}).number("lower") > plain.number("lower"));
  CHECK(on({"--df", "7"}).number("df") == 7);
}

TEST_CASE("p-values are adjusted over the cells of a classification as asked", "[tools][change]") {
  const SmallRounds rounds;
  const auto by = [&](const std::string& how) {
    return change(with(rounds.independent, {"--mean", "y", "--by", "h", "--adjust", how}));
  };
  const auto holm = by("holm"), bh = by("bh"), none = by("none");
  CHECK(holm.at(0).number("p_adjusted") == holm.at(0).number("p_value"));
  const double smaller = std::min(holm.at(1).number("p_value"), holm.at(2).number("p_value"));
  const double larger = std::max(holm.at(1).number("p_value"), holm.at(2).number("p_value"));
  const auto of_smaller = [&](const Printed& made) {
    return std::min(made.at(1).number("p_adjusted"), made.at(2).number("p_adjusted"));
  };
  CHECK(of_smaller(holm) == agrees(std::min(1.0, 2 * smaller)));
  CHECK(of_smaller(bh) == agrees(std::min(larger, 2 * smaller)));
  CHECK(of_smaller(none) == smaller);
}

TEST_CASE("a change takes no finite population correction unless it is asked to",
          "[tools][change]") {
  const SmallRounds rounds;
  const auto design = rounds.folder.file(
      "d.toml",
      "weight = \"w\"\nstrata = \"h\"\nstratum_population = [[\"A\", 20], [\"B\", 40]]\n");
  const auto se = [&](const Texts& more) {
    return change(with({rounds.one, rounds.two, "--mean", "y"}, more)).at(0).number("se");
  };
  const double infinite = se({"--weight", "w", "--strata", "h"});
  CHECK(se({"--design", design}) == infinite);
  CHECK(se({"--design", design, "--fpc", "none"}) == infinite);
  CHECK(se({"--design", design, "--design2", design, "--fpc", "keep"}) < infinite);
  const auto sizes = [&](const std::string& name, const std::string& file) {
    std::string text = read_file(file), made;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = text.find('\n', at);
      const auto line = text.substr(at, end - at);
      made += line +
              (at == 0                                 ? ",N"
               : line.find(",A,") != std::string::npos ? ",20"
                                                       : ",40") +
              "\n";
      at = end + 1;
    }
    return rounds.folder.file(name, made);
  };
  const auto by_columns = change({sizes("one_n.csv", rounds.one), sizes("two_n.csv", rounds.two),
                                  "--weight", "w", "--strata", "h", "--fpc", "N", "--mean", "y"});
  CHECK(by_columns.at(0).number("se") ==
        agrees(se({"--design", design, "--design2", design, "--fpc", "keep"})));
}
