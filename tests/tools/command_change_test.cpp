#include <fmt/core.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>

#include "base/csv.hpp"
#include "estimate_support.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;
using test::run_trygg;
using Texts = std::vector<std::string>;

namespace {

// The same formulas in another order.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-10);
}

// The files have weights and answers of ten digits, ReGenesees' own data all of them.
Approx agrees_by_rounded_data(double reference) {
  return Approx(reference).epsilon(2e-9);
}

/// What the command prints as CSV; what it says is allowed.
test::Printed change(Texts args) {
  args.insert(args.begin(), "change");
  const auto ran = run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "output")};
}

/// What the command complains of.
std::string complaint(Texts args, int status) {
  args.insert(args.begin(), "change");
  const auto ran = run_trygg(args);
  CHECK(ran.status == status);
  CHECK(ran.out.empty());
  return ran.err;
}

Texts with(Texts args, const Texts& more) {
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

/// Two small rounds of three groups; q is 1 (unsafe) or 0.
struct SmallRounds {
  Folder folder;
  std::string one = folder.file("one.csv",
                                "id,h,w,g,q,y\n"
                                "1,A,10,x,1,4\n2,A,11,x,0,5\n3,A,10,y,1,6\n4,A,12,y,0,3\n"
                                "5,B,20,x,1,7\n6,B,21,x,0,8\n7,B,20,y,0,9\n8,B,22,z,1,5\n");
  std::string two = folder.file("two.csv",
                                "id,h,w,g,q,y\n"
                                "1,A,10,x,0,3\n2,A,11,x,0,8\n13,A,10,y,0,8\n14,A,12,y,1,4\n"
                                "5,B,20,x,1,9\n16,B,21,x,0,9\n17,B,20,y,0,9\n");
  Texts independent{one, two, "--weight", "w", "--strata", "h"};
  Texts overlapping = with(independent, {"--overlap", "id"});
};

/// The files of ReGenesees' example, beside some working copies.
struct DeltaEl {
  std::filesystem::path folder = test::shared_data() / "conformance";
  bool is_there() const {
    const bool there = std::filesystem::exists(folder / "delta_el_wave1.csv");
    if (!there) WARN("passed over: " << folder.string() << " is not there");
    return there;
  }
  test::Row row(const Texts& more) const {
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
      test::estimate({rounds.one, "--weight", "w", "--strata", "h", "--share", "q=1"}).at(0);
  const auto now =
      test::estimate({rounds.two, "--weight", "w", "--strata", "h", "--share", "q=1"}).at(0);
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
             Contains("1 of 4 rows have records in one round only, such as y z"));
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
  const auto of_smaller = [&](const test::Printed& made) {
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
  CHECK(by_columns.at(0).number("se") == agrees(se({"--design", design, "--fpc", "keep"})));
}

TEST_CASE("a stack of rounds is taken apart, and never estimated as one sample",
          "[tools][change]") {
  const SmallRounds rounds;
  std::string text = "id,h,w,g,q,y,year\n";
  for (const auto* file : {&rounds.one, &rounds.two}) {
    const auto csv = parse_csv(read_file(*file), *file);
    for (auto row : csv.rows) {
      row.push_back(file == &rounds.one ? "2020" : "2023");
      text += csv_line(row);
    }
  }
  const auto stack = rounds.folder.file("stack.csv", text);
  const Texts how{"--weight", "w", "--strata", "h", "--overlap", "id", "--mean", "y", "--by", "g"};
  const auto made = change(with({stack, "--wave", "year=2020,2023"}, how));
  CHECK(made.csv.rows == change(with({rounds.one, rounds.two}, how)).csv.rows);
  const auto turned = change(with({stack, "--wave", "year=2023,2020"}, how));
  CHECK(turned.at(0).number("difference") == agrees(-made.at(0).number("difference")));

  CHECK_THAT(complaint(with({stack}, how), 2),
             Contains("1 file is given") && Contains("--wave V=2020,2023") &&
                 Contains("takes the sizes of the rounds, which were decided, to be random"));
  CHECK_THAT(complaint(with({stack, stack}, how), 2), Contains("are the same data"));
  const auto copy = rounds.folder.file("copy.csv", text);
  CHECK_THAT(complaint(with({stack, copy}, how), 2), Contains("are the same data"));
  CHECK_THAT(complaint(with({stack, "--wave", "year=2020"}, how), 2), Contains("write V=A,B"));
  CHECK_THAT(complaint(with({stack, "--wave", "year=2020,2024"}, how), 2), Contains("write V=A,B"));
  CHECK_THAT(complaint(with({stack, rounds.two, "--wave", "year=2020,2023"}, how), 2),
             Contains("takes one file with both rounds apart, and 2 are given"));
}

TEST_CASE("what one round lacks is told with the round", "[tools][change][error]") {
  const SmallRounds rounds;
  const auto three =
      rounds.folder.file("three.csv", "id,h,w,q,y\n1,A,1,0,1\n2,A,1,2,2\n3,B,1,0,2\n4,B,1,2,2\n");
  const Texts args{rounds.one, three, "--weight", "w", "--strata", "h"};
  CHECK_THAT(complaint(with(args, {"--share", "q=1"}), 2),
             Contains("three.csv") && Contains("'1'"));
  CHECK_THAT(complaint(with(args, {"--mean", "y", "--by", "g"}), 2),
             Contains("three.csv") && Contains("'g'"));
  CHECK_THAT(complaint(with(args, {"--shares", "q"}), 1),
             Contains("there is no 'q=2', which") && Contains("three.csv has"));
  CHECK_THAT(complaint(with(args, {"--quantile", "y@0.5"}), 2),
             Contains("the change of a quantile is not offered"));
  CHECK_THAT(complaint(with(args, {}), 2), Contains("nothing is asked for"));
}

TEST_CASE("rounds that cannot be matched or options that contradict are refused",
          "[tools][change][error]") {
  const SmallRounds rounds;
  const auto twice = rounds.folder.file(
      "twice.csv", "id,h,w,g,q,y\n1,A,1,x,0,1\n1,A,1,x,1,2\n3,B,1,y,0,2\n4,B,1,y,1,2\n");
  const Texts args{rounds.one, twice, "--weight", "w", "--strata", "h", "--mean", "y"};
  CHECK_THAT(complaint(with(args, {"--overlap", "id"}), 1),
             Contains("twice.csv: column 'id': row 1") && Contains("row 2") && !Contains("'1'"));
  CHECK_THAT(complaint(with(args, {"--overlap", "id", "--show-values"}), 1), Contains("'1'"));
  CHECK_THAT(complaint(with(args, {"--overlap", "nr"}), 2), Contains("no column 'nr'"));
  CHECK_THAT(complaint(with(args, {"--relative", "--scale", "ratio"}), 2), Contains("choose one"));
  CHECK_THAT(complaint(with(args, {"--scale", "odds"}), 2), Contains("--scale: 'odds'"));
  CHECK_THAT(complaint(with(args, {"--adjust", "fdr"}), 2), Contains("--adjust: 'fdr'"));
  CHECK_THAT(complaint(with(args, {"--design2", "d.toml"}), 2),
             Contains("needs its own, --design"));
  CHECK_THAT(complaint(with(args, {"-o", rounds.one}), 2), Contains("would destroy it"));
  CHECK_THAT(complaint(with(args, {"--level", "95"}), 2), Contains("--level 95"));
}

TEST_CASE("on a terminal the verdict comes first, rounded, in either language", "[tools][change]") {
  const Folder folder;
  // 100 persons a round: 40 unsafe, then 10.
  const auto round = [&](const std::string& name, int unsafe) {
    std::string text = "q,g\n";
    for (int i = 0; i < 100; ++i)
      text += fmt::format("{},{}\n", i < unsafe ? 1 : 0, i % 2 == 0 ? "k" : "m");
    return folder.file(name, text);
  };
  const Texts args{"change", round("2017.csv", 40), round("2023.csv", 10), "--share", "q=1"};
  const auto shown = [&](const Texts& more) {
    return run_trygg(with(with(args, {"--format", "table"}), more)).out;
  };
  CHECK(shown({}) ==
        "utfall     indikator  2017    2023    förändring            95 % intervall\n"
        "minskning  q=1        40,0 %  10,0 %  −30,0 procentenheter  −41,4 till −18,6\n");
  CHECK(shown({"--lang", "en", "--relative"}) ==
        "verdict   indicator  2017   2023   change  95% interval\n"
        "decrease  q=1        40.0%  10.0%  −75.0%  −91.1 to −58.9\n");
  CHECK_THAT(run_trygg({"change", args[1], args[2], "--mean", "q", "--format", "table"}).out,
             Contains("minskning  q          0,4000  0,1000  −0,3000     −0,4140 till −0,1860"));
  const auto same = run_trygg({"change", round("a.csv", 12), round("b.csv", 10), "--share", "q=1",
                               "--by", "g", "--format", "table"});
  CHECK_THAT(same.out, Contains("ingen säkerställd skillnad"));
  CHECK_THAT(same.err, Contains("justerade för antalet redovisningsgrupper (Holm)"));
  // Files are alike in both languages.
  CHECK(run_trygg(with(args, {"--lang", "en"})).out == run_trygg(args).out);
}

TEST_CASE("codes that the rounds label differently are told", "[tools][change]") {
  const SmallRounds rounds;
  const auto first = rounds.folder.file(
      "a.toml", "[variable.q]\ncodes = {\"0\" = \"safe\", \"1\" = \"very unsafe\"}\n");
  const auto second = rounds.folder.file(
      "b.toml", "[variable.q]\ncodes = {\"0\" = \"safe\", \"1\" = \"unsafe\"}\n");
  const auto args =
      with(rounds.independent, {"--share", "q=1", "--codebook", first, "--codebook2", second});
  auto all = args;
  all.insert(all.begin(), "change");
  const auto ran = run_trygg(all);
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err,
             Contains("'q': code '1' is 'very unsafe' in the earlier round and 'unsafe' in "
                      "the later; was it asked alike?"));
}
