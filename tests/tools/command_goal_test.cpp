// Tests of trygg goal.
#include <catch2/catch.hpp>

#include "estimate/cube_fixture.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using Catch::StartsWith;
using test::run_trygg;

namespace {

std::string two_rounds() {
  Cube cube;
  cube.rows = {test::share("2017", "", 0.1, 0.0035, 900, 210),
               test::share("2023", "", 0.045, 0.0025, 1100, 180),
               test::in_area(test::share("2017", "", 0.2, 0.05, 29, 20), "01"),
               test::in_area(test::share("2023", "", 0.2, 0.05, 60, 50), "01")};
  return to_csv(cube);
}

const std::string halving = "indicator = \"otrygg\"\nbaseline = 2017\ntarget_year = 2025\n";

}  // namespace

TEST_CASE("trygg goal judges every cell, for its owner's eyes", "[tools][goal]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto ran = run_trygg({"goal", cube, "--goal", goal, "-o", folder / "g.csv"});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(ran.err.empty());
  const auto text = read_file(folder / "g.csv");
  CHECK_THAT(text,
             Contains("2023,2017,round,,otrygg,,,,cannot_tell,on_path,reduced_unclear,900,1100,"
                      "0.1,0.0035"));
  CHECK_THAT(text, Contains("2023,2017,nearest,,otrygg,,,,cannot_tell,on_path,"));
  CHECK_THAT(text, Contains("2023,2017,round,2007,otrygg,omrade,01,,cannot_tell,cannot_tell,"
                            "cannot_tell,29,60,0.2,"));
  using std::filesystem::perms;
  CHECK(std::filesystem::status(folder / "g.csv").permissions() ==
        (perms::owner_read | perms::owner_write));
}

TEST_CASE("trygg goal with rules gives what may be published", "[tools][goal]") {
  const test::Folder folder;
  const auto ran =
      run_trygg({"goal", folder.file("cube.csv", two_rounds()), "--goal",
                 folder.file("goal.toml", halving), "--rules", folder.file("release.toml", "")});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out,
             StartsWith("wave,baseline,occasion,era,indicator,area_level,area,sex,decision,"));
  CHECK_THAT(ran.out, Contains("2023,2017,round,,otrygg,,,,show,,cannot_tell,cannot_tell,1,on_path,"
                               "reduced_unclear,10.0,4.5,45.0,39.5,51.2,interval,5.9,5.0,"));
  CHECK_THAT(ran.out,
             Contains("2023,2017,round,2007,otrygg,omrade,01,,suppress,few_answers,not_available,"
                      "not_available,0,not_available,not_available,..,..,"));
}

TEST_CASE("trygg goal draws a table and JSON", "[tools][goal]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto json = run_trygg({"goal", cube, "--goal", goal, "--format", "json"});
  CHECK(json.status == 0);
  CHECK_THAT(json.out, Contains("\"state\": \"cannot_tell\""));
  CHECK_THAT(json.out, Contains("\"n\": 1100"));
}

TEST_CASE("trygg goal tells the verdict first on a terminal, in Swedish and in English",
          "[tools][goal]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto swedish = run_trygg({"goal", cube, "--goal", goal, "--format", "table"});
  CHECK(swedish.out ==
        "otrygg: till 50 % av 2017 års nivå senast 2025\n"
        "\n"
        "Svar\n"
        "  målåret 2025 enligt närmaste mätning, 2023, mot 2017 (före målåret)\n"
        "    går inte att avgöra – hela: 10,0 → 4,5 %, 45,0 % (39,5–51,2)\n"
        "\n"
        "2023 mot 2017\n"
        "Läge                 Kurs      Område  Kön   2017  2023  % av 2017           Avstånd\n"
        "går inte att avgöra  på banan  hela    alla  10,0   4,5  45,0 (39,5–51,2)       −1,4\n"
        "går inte att avgöra  oklart    01      alla  20,0  20,0  100,0 (49,3–203,0)     +8,1\n"
        "Ingen framskrivning: det finns färre än fyra jämförbara mätningar.\n"
        "omrade: i 1 av 1 kan mätningen inte avgöra om målet är nått. Det betyder inte att inget "
        "har\n"
        "hänt, utan att så många svar inte räcker.\n"
        "De flesta områden kan här inte sägas ha nått målet om andelen inte är nära 0, och inte ha "
        "nått\n"
        "det från 101 % av basåret (median).\n");
  const auto english =
      run_trygg({"goal", cube, "--goal", goal, "--format", "table", "--lang", "en"});
  CHECK_THAT(english.out,
             Contains("Answers\n  target year 2025 by the nearest round, 2023, against "
                      "2017 (before the target year)\n"
                      "    cannot be told – whole: 10.0 → 4.5 %, 45.0 % (39.5–51.2)\n"));
  CHECK_THAT(english.out,
             Contains("cannot be told  on path  whole  all  10.0   4.5  45.0 (39.5–51.2)"));
  const auto areas =
      folder.file("areas.csv",
                  "era,niva,kod,namn,namn_rader,preposition,genitiv,rad,kolumn,region\n"
                  "2007,omrade,01,Norr,,,,,,\n2020,omrade,01,Söder,,,,,,\n");
  CHECK_THAT(run_trygg({"goal", cube, "--goal", goal, "--format", "table", "--areas", areas}).out,
             Contains("oklart    Norr    alla"));
  const auto idle = run_trygg({"goal", cube, "--goal", goal, "--format", "csv", "--areas", areas});
  CHECK(idle.status == 2);
  CHECK_THAT(idle.err, Contains("--areas gives names to the table of the cells"));
  const auto released = run_trygg({"goal", cube, "--goal", goal, "--format", "table", "--rules",
                                   folder.file("release.toml", "")});
  CHECK_THAT(released.out, Contains("kan inte beräknas              01      alla    ..    ..  .."));
}

TEST_CASE("trygg goal shows wordings, worst areas and counts as tables of their own",
          "[tools][goal]") {
  const test::Folder folder;
  Cube cube;
  for (const auto* wave : {"2014", "2017", "2023"})
    for (const auto* area : {"a", "b", "c", "d"})
      cube.rows.push_back(test::in_area(
          test::share(wave, "", *area == 'a' ? 0.3 : 0.2, 0.01, *area == 'b' ? 20 : 900), area));
  const auto file = folder.file("cube.csv", to_csv(cube));
  folder.file("list.csv", "year,area,category,recut,note\n2023,Norr,s,,\n");
  const auto goal =
      folder.file("goal.toml",
                  halving +
                      "[[wording]]\nkind = \"worst\"\nlevel = \"omrade\"\ncount = 2\n"
                      "[[count_goal]]\nname = \"none\"\nlist = \"list.csv\"\ncategories = \"s\"\n");
  const auto shown = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"goal", file, "--goal", goal});
    const auto ran = run_trygg(more);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
    return ran.out;
  };
  CHECK_THAT(shown({"--show", "wordings"}),
             Contains("worst 2 omrade,worst,2023,2017,round,2007,otrygg,omrade,,not_reached,"));
  CHECK_THAT(shown({"--show", "worst-areas"}),
             Contains("2023,2017,round,2007,otrygg,omrade,,worst 2 omrade,2014,yes,1,a,0.3,0.3,"));
  CHECK_THAT(shown({"--show", "counts", "--format", "json"}), Contains("\"count\": 1"));
  CHECK_THAT(shown({"--show", "counts", "--format", "table"}), Contains("not_reached"));
  const auto rules = folder.file("release.toml", "");
  CHECK_THAT(
      shown({"--show", "wordings", "--rules", rules}),
      Contains("omrade,,suppress,few_answers,not_available,2,,,,,..,..,..,..,..,,2014,a|b,"));
  const auto worst = shown({"--show", "worst-areas", "--rules", rules});
  CHECK_THAT(worst, Contains("worst 2 omrade,2014,yes,1,a,show,30.0,30.0,"));
  CHECK_THAT(worst, Contains("worst 2 omrade,2014,yes,2,b,suppress,..,..,..,..,..,..,..,\n"));
  CHECK_THAT(worst, Contains("worst 2 omrade,2014,yes,,,suppress,..,"));
  const auto text = shown({"--format", "table"});
  CHECK_THAT(text,
             Contains("inte halverat – de 2 omrade där andelen var störst (enligt 2014): 25,0 → "
                      "25,0 %, 100,0 % av"));
  CHECK_THAT(text, Contains("  s 2023: 1 (mål: högst 0): inte nått\n"));
}

TEST_CASE("trygg goal knows of breaks and of rounds that overlap", "[tools][goal]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto breaks = folder.file(
      "breaks.csv", "indicator,wave,kind,text,accepted\notrygg,2020,wording,new words,\n");
  const auto broken = run_trygg({"goal", cube, "--goal", goal, "--breaks", breaks});
  CHECK(broken.status == 0);
  CHECK_THAT(broken.out, Contains("2023,2017,round,,otrygg,,,,not_available,not_available,"));
  CHECK_THAT(broken.out, Contains(",series_break wording before_target_year\n"));
  const auto text =
      run_trygg({"goal", cube, "--goal", goal, "--breaks", breaks, "--format", "table"});
  CHECK_THAT(text.out, Contains("kan inte beräknas        hela    alla    ..    ..  .."));
  CHECK_THAT(text.out, Contains("(före målåret)\n    kan inte beräknas – hela\n"));
  CHECK_THAT(text.out, Contains("omrade: 1 av 1 kan inte beräknas: i 1 ändrades frågan, svaren"));
  CHECK_THAT(text.out, Contains("Mellan 2017 och 2023 ändrades frågan, svaren eller vilka som "));
  const auto correlations =
      folder.file("correlations.csv",
                  "wave,era,indicator,statistic,area_level,area,sex,contrast,earlier,"
                  "correlation\n2023,,otrygg,share,,,,,2017,0.4\n");
  const auto overlapping =
      run_trygg({"goal", cube, "--goal", goal, "--correlations", correlations});
  CHECK(overlapping.status == 0);
  CHECK_THAT(overlapping.out, Contains(",180,0.4,0.44999999999999996,"));
}

TEST_CASE("trygg goal tells of a baseline that no round has come after", "[tools][goal]") {
  const test::Folder folder;
  const auto ran = run_trygg(
      {"goal", folder.file("cube.csv", two_rounds()), "--goal",
       folder.file("goal.toml",
                   "indicator = \"otrygg\"\nbaseline = [2017, 2023]\ntarget_year = 2025\n")});
  CHECK(ran.status == 0);
  CHECK(ran.err ==
        "trygg goal: no round of 'otrygg' after the baseline 2023 yet, so nothing is judged by "
        "it\n");
}

TEST_CASE("trygg goal calls wordings by their own names, and tells what has no state",
          "[tools][goal]") {
  const test::Folder folder;
  Cube cube;
  for (const auto* wave : {"2017", "2026"})
    for (const auto* area : {"", "a", "b"}) {
      const double p = *area == 'b' && wave[3] == '7' ? 0 : 0.2;
      cube.rows.push_back(test::share(wave, "", p, p / 20, 900, 300));
      if (*area != 0) cube.rows.back() = test::in_area(cube.rows.back(), area);
    }
  const auto text =
      run_trygg({"goal", folder.file("cube.csv", to_csv(cube)), "--goal",
                 folder.file("goal.toml",
                             halving + "[[wording]]\nkind = \"whole\"\nname = \"hela staden\"\n"
                                       "[[wording]]\nkind = \"every\"\nlevel = \"omrade\"\n"
                                       "name = \"varje\"\n"),
                 "--format", "table"})
          .out;
  CHECK_THAT(text, Contains("inte halverat – hela staden: 20,0 → 20,0 %"));
  CHECK_THAT(text, Contains("varje: 0 nått, 1 inte, 0 går inte att avgöra (Holm), 1 kan inte "
                            "beräknas\n"));
  CHECK_THAT(text, Contains("omrade: 1 av 2 kan inte beräknas: 1 saknar kvot, som när basåret är "
                            "0.\n"));
}

TEST_CASE("trygg goal heeds the breaks and the overlap that stand beside the cube",
          "[tools][goal]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  folder.file("comparability.csv",
              "indicator,wave,kind,text,accepted\notrygg,2023,wording,new words,\n");
  const auto broken = run_trygg({"goal", cube, "--goal", goal});
  CHECK(broken.status == 0);
  CHECK_THAT(broken.out, Contains(",series_break wording before_target_year\n"));
  CHECK(broken.err == "trygg goal: " + folder / "comparability.csv" +
                          " is taken into account; --breaks none leaves it out\n");
  CHECK(run_trygg({"goal", cube, "--goal", goal, "--quiet"}).err.empty());
  folder.file("correlations.csv",
              "wave,era,indicator,statistic,area_level,area,sex,contrast,earlier,"
              "correlation\n2023,,otrygg,share,,,,,2017,0.4\n");
  const auto overlapping = run_trygg({"goal", cube, "--goal", goal, "--breaks", "none"});
  CHECK_THAT(overlapping.out, Contains(",180,0.4,0.44999999999999996,"));
  CHECK_THAT(overlapping.err, Contains("correlations.csv is taken into account; --correlations"));
  const auto neither =
      run_trygg({"goal", cube, "--goal", goal, "--breaks", "none", "--correlations", "none"});
  CHECK_THAT(neither.out, Contains(",180,0,0.44999999999999996,"));
  CHECK(neither.err.empty());
  // They are inputs, so they are never written over.
  const auto over = run_trygg({"goal", cube, "--goal", goal, "-o", folder / "correlations.csv"});
  CHECK(over.status == 2);
}

TEST_CASE("trygg goal refuses what it cannot judge, and writes nothing", "[tools][error]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto refused = [&](std::vector<std::string> args, int status, const std::string& message) {
    args.insert(args.end(), {"-o", folder / "g.csv"});
    const auto ran = run_trygg(args);
    CHECK(ran.status == status);
    CHECK_THAT(ran.err, Contains(message));
    CHECK_FALSE(std::filesystem::exists(folder / "g.csv"));
  };
  const auto with = [&](const std::string& indicator, const std::string& baseline) {
    return folder.file("g.toml", "indicator = \"" + indicator + "\"\nbaseline = " + baseline +
                                     "\ntarget_year = 2025\n");
  };
  refused({"goal", cube}, 2, "--goal");
  refused({"goal", cube, "--goal", with("otryg", "2017")}, 2, "did you mean 'otrygg'?");
  refused({"goal", cube, "--goal", with("otrygg", "2014")}, 2, "baseline '2014' is no wave");
  refused({"goal", cube, "--goal", with("otrygg", "2023")}, 1, "no wave of 'otrygg' after");
  const auto odd = [&](const char* estimate, const char* se) {
    return folder.file("odd.csv",
                       "wave,era,indicator,statistic,area_level,area,sex,contrast,n,"
                       "estimate,se,lower,upper,df,deff,n_effective,t,p_value,"
                       "p_adjusted,note\n2017,,otrygg,share,,,,,900," +
                           std::string(estimate) + "," + se + ",,,200,,,,,,\n");
  };
  refused({"goal", odd("0.2", "-0.01"), "--goal", goal}, 1,
          "odd.csv:2: column 'se': '-0.01' must be at least 0");
  refused({"goal", odd("20", "0.01"), "--goal", goal}, 1,
          "odd.csv:2: column 'estimate': '20' is no share");
  const auto breaks =
      folder.file("b.csv", "indicator,wave,kind,text,accepted\notryg,2020,wording,x,\n");
  refused({"goal", cube, "--goal", goal, "--breaks", breaks}, 1,
          "column 'indicator': 'otryg' is not in the cube; did you mean 'otrygg'?");
  const auto correlations =
      folder.file("c.csv",
                  "wave,era,indicator,statistic,area_level,area,sex,contrast,earlier,"
                  "correlation\n2023,,otrygg,share,,,,,2018,0.4\n");
  refused({"goal", cube, "--goal", goal, "--correlations", correlations}, 1,
          "column 'earlier': '2018' is not in the cube");
  refused({"goal", cube, "--goal", goal, "--show", "all"}, 2, "--show 'all': must be cells,");
  refused({"goal", cube, "--goal", goal, "--format", "xml"}, 2, "must be csv, table or json");
  refused({"goal", folder / "none.csv", "--goal", goal}, 1, "none.csv");
}
