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

}  // namespace

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

  CHECK_THAT(complaint_of_change(with({stack}, how), 2),
             Contains("1 file is given") && Contains("--wave V=2020,2023") &&
                 Contains("takes the sizes of the rounds, which were decided, to be random"));
  CHECK_THAT(complaint_of_change(with({stack, stack}, how), 2), Contains("are the same data"));
  const auto copy = rounds.folder.file("copy.csv", text);
  CHECK_THAT(complaint_of_change(with({stack, copy}, how), 2), Contains("are the same data"));
  CHECK_THAT(complaint_of_change(with({stack, "--wave", "year=2020"}, how), 2),
             Contains("write V=A,B"));
  CHECK_THAT(complaint_of_change(with({stack, "--wave", "year=2020,2024"}, how), 2),
             Contains("--wave: column 'year' has no code '2024'"));
  CHECK_THAT(complaint_of_change(with({stack, "--wave", "yaer=2020,2023"}, how), 2),
             Contains("no column 'yaer'; did you mean 'year'"));
  CHECK_THAT(complaint_of_change(with({stack, "--wave", "year=2020,2020"}, how), 2),
             Contains("name two rounds"));
  CHECK_THAT(complaint_of_change(with({stack, rounds.two, "--wave", "year=2020,2023"}, how), 2),
             Contains("takes one file with both rounds apart, and 2 are given"));
}

TEST_CASE("what one round lacks is told with the round", "[tools][change][error]") {
  const SmallRounds rounds;
  const auto three =
      rounds.folder.file("three.csv", "id,h,w,q,y\n1,A,1,0,1\n2,A,1,2,2\n3,B,1,0,2\n4,B,1,2,2\n");
  const Texts args{rounds.one, three, "--weight", "w", "--strata", "h"};
  CHECK_THAT(complaint_of_change(with(args, {"--share", "q=1"}), 2),
             Contains("three.csv") && Contains("has no code '1', which") &&
                 Contains("one.csv has; a codebook"));
  CHECK_THAT(complaint_of_change(with(args, {"--mean", "y", "--by", "g"}), 2),
             Contains("three.csv") && Contains("'g'"));
  CHECK_THAT(complaint_of_change(with(args, {"--shares", "q"}), 1),
             Contains("there is no 'q=2', which") && Contains("three.csv has"));
  CHECK_THAT(complaint_of_change(with(args, {"--quantile", "y@0.5"}), 2),
             Contains("the change of a quantile is not offered"));
  CHECK_THAT(complaint_of_change(with(args, {}), 2), Contains("nothing is asked for"));
}

TEST_CASE("rounds that cannot be matched or options that contradict are refused",
          "[tools][change][error]") {
  const SmallRounds rounds;
  const auto twice = rounds.folder.file(
      "twice.csv", "id,h,w,g,q,y\n1,A,1,x,0,1\n1,A,1,x,1,2\n3,B,1,y,0,2\n4,B,1,y,1,2\n");
  const Texts args{rounds.one, twice, "--weight", "w", "--strata", "h", "--mean", "y"};
  CHECK_THAT(complaint_of_change(with(args, {"--overlap", "id"}), 1),
             Contains("twice.csv: column 'id': row 1") && Contains("row 2") && !Contains("'1'"));
  CHECK_THAT(complaint_of_change(with(args, {"--overlap", "id", "--show-values"}), 1),
             Contains("'1'"));
  CHECK_THAT(complaint_of_change(with(args, {"--overlap", "nr"}), 2), Contains("no column 'nr'"));
  CHECK_THAT(complaint_of_change(with(args, {"--relative", "--scale", "ratio"}), 2),
             Contains("choose one"));
  CHECK_THAT(complaint_of_change(with(args, {"--scale", "odds"}), 2), Contains("--scale: 'odds'"));
  CHECK_THAT(complaint_of_change(with(args, {"--adjust", "fdr"}), 2), Contains("--adjust: 'fdr'"));
  CHECK_THAT(complaint_of_change(with(args, {"--design2", "d.toml"}), 2),
             Contains("needs its own, --design"));
  CHECK_THAT(complaint_of_change(with(args, {"-o", rounds.one}), 2), Contains("would destroy it"));
  CHECK_THAT(complaint_of_change(with(args, {"--level", "95"}), 2), Contains("--level 95"));
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

TEST_CASE("what belongs to one round is not taken for both", "[tools][change][error]") {
  const SmallRounds rounds;
  const auto frame = rounds.folder.file("frame.csv", "h,total\nA,43\nB,83\n");
  const auto recipe =
      rounds.folder.file("r.toml", "[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n");
  const Texts files{rounds.one, rounds.two, "--mean", "y"};
  CHECK_THAT(complaint_of_change(with(files, {"--recipe", recipe}), 2),
             Contains("name the recipe of WAVE2 by --recipe2"));
  CHECK(change(with(files, {"--recipe", recipe, "--recipe2", recipe})).csv.rows.size() == 1);
  const auto design = rounds.folder.file(
      "d.toml",
      "weight = \"w\"\nstrata = \"h\"\nstratum_population = [[\"A\", 20], [\"B\", 40]]\n");
  CHECK_THAT(complaint_of_change(with(files, {"--design", design, "--fpc", "keep"}), 2),
             Contains("name the design of WAVE2 by --design2"));
  CHECK(change(with(files, {"--design", design})).csv.rows.size() == 1);
  const auto other =
      rounds.folder.file("other.csv", "id,h,w,y\n01,A,1,1\n02,A,1,2\n03,B,1,2\n04,B,1,3\n");
  CHECK_THAT(complaint_of_change({rounds.one, other, "--weight", "w", "--strata", "h", "--mean",
                                  "y", "--overlap", "id"},
                                 1),
             Contains("no value of it is in both") && Contains("'0012' and '12' are two"));
}

TEST_CASE("nobody in a small round is no fall, and the table says so in words", "[tools][change]") {
  const Folder folder;
  std::string before = "q\n", now = "q\n0\n0\n0\n";
  for (int i = 0; i < 12; ++i) before += i < 5 ? "1\n" : "0\n";
  const Texts args{
      "change",
      folder.file("a.csv", before),
      folder.file("b.csv", now),
      "--share",
      "q=1",
      "--format",
      "table",
      "--codebook",
      folder.file("c.toml", "[variable.q]\ncodes = {\"0\" = \"no\", \"1\" = \"yes\"}\n")};
  const auto told = run_trygg(args);
  CHECK_THAT(told.out, Contains("ingen säkerställd skillnad") && Contains("ingen eller alla"));
  CHECK_THAT(run_trygg(with(args, {"--lang", "en"})).out,
             Contains("no established difference") && Contains("none or all"));
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
