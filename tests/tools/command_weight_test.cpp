#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "support.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using trygg::read_file;
using trygg::test::Folder;
using trygg::test::run_trygg;

namespace {

/// Ten persons in two strata, a frame, a margin and a recipe.
struct Survey {
  Folder folder;
  std::string data =
      folder.file("d.csv",
                  "id,h,kon,svar\n01,A,1,ja\n02,A,2,nej\n03,A,2,\n04,A,1,ja\n05,B,1,"
                  "\"nej, tack\"\n06,B,2,ja\n07,B,2,ja\n08,B,1,nej\n09,B,1,nej\n10,B,2,"
                  "ja\n");
  std::string recipe = folder.file(
      "r.toml",
      "[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n[[step]]\nkind = \"calibrate\"\n"
      "distance = \"raking\"\nmargins = [\"h.csv\", \"kon.csv\"]\n");
  std::string frame = folder.file("frame.csv", "h,total\nA,40\nB,90\n");
  std::string h = folder.file("h.csv", "h,total\nA,40\nB,90\n");
  std::string kon = folder.file("kon.csv", "kon,total\n1,60\n2,70\n");
  std::string out = folder / "v.csv";
};

}  // namespace

TEST_CASE("trygg weight writes every column as it was, then the weights", "[tools]") {
  const Survey s;
  const auto ran = run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out});
  CHECK_THAT(
      ran.err,
      StartsWith("10 records, weights sum to 130, from 9.23077 to 16.1538, Kish's design "
                 "effect 1.042\nstep 1: calibrate, raking, 2 margins: g from 0.9231 to 1.077, "
                 "4 iterations, largest gap "));
  REQUIRE(ran.status == 0);
  CHECK(ran.out.empty());
  const auto text = read_file(s.out);
  CHECK_THAT(text, StartsWith("id,h,kon,svar,vikt,vikt_0\n01,A,1,ja,"));
  CHECK_THAT(text, Contains("\n05,B,1,\"nej, tack\","));
  CHECK_THAT(text, Contains("\n03,A,2,,"));
}

TEST_CASE("the design file beside it names strata, population and calibration", "[tools]") {
  const Survey s;
  REQUIRE(run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out, "--quiet"}).err.empty());
  const auto text = read_file(s.out + ".design.toml");
  CHECK(text.substr(0, text.find("\n[provenance]\n")) ==
        "version = 1\nweight = \"vikt\"\nstrata = \"h\"\nlonely_psu = \"fail\"\n"
        "stratum_population = [\n  [\"A\", 40],\n  [\"B\", 90],\n]\n\n[[calibration]]\n"
        "distance = \"raking\"\nweight_before = \"vikt_0\"\nweight_after = \"vikt\"\n"
        "margins = [[\"h\"], [\"kon\"]]\n");
}

TEST_CASE("estimate reads weights and design in every format, and can weigh by itself",
          "[tools][law]") {
  const Survey s;
  const std::vector<std::string> what{"--share", "svar=ja", "--count", "--by", "kon", "--by", "h"};
  const auto estimate = [&](std::vector<std::string> args) {
    args.insert(args.begin(), "estimate");
    args.insert(args.end(), what.begin(), what.end());
    const auto ran = run_trygg(args);
    CHECK(ran.status == 0);
    return ran.out;
  };
  const auto direct = estimate({s.data, "--recipe", s.recipe});
  // The count of a margin is known: no standard error.
  CHECK_THAT(direct, Contains("count,count,1,,,5,60,0,60,60,3,"));
  for (const std::string extension : {".csv", ".sav", ".dta"}) {
    CAPTURE(extension);
    const auto out = s.folder / ("v" + extension);
    REQUIRE(run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", out}).status == 0);
    CHECK(estimate({out, "--design", out + ".design.toml"}) == direct);
  }
}

TEST_CASE("the weights are for their owner only, and the same bytes every time", "[tools][law]") {
  const Survey s;
  REQUIRE(run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out}).status == 0);
  struct stat info {};
  REQUIRE(stat(s.out.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  const auto first = read_file(s.out);
  REQUIRE(
      run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out, "--threads", "1"}).status ==
      0);
  CHECK(read_file(s.out) == first);
}

TEST_CASE("a dry run checks and tells but writes nothing", "[tools]") {
  const Survey s;
  const auto ran = run_trygg({"weight", s.data, "--recipe", s.recipe, "--dry-run", "-o", s.out});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("10 records"));
  CHECK_FALSE(std::filesystem::exists(s.out));
  CHECK_FALSE(std::filesystem::exists(s.out + ".design.toml"));
}

TEST_CASE("templates are written once and never over anything", "[tools]") {
  const Survey s;
  const auto dir = s.folder / "totals";
  const auto ran = run_trygg({"weight", s.data, "--recipe", s.recipe, "--template", dir});
  CHECK(ran.status == 0);
  CHECK(read_file(dir + "/kon.csv") == "kon,total\n1,\n2,\n");
  CHECK_THAT(ran.err, Contains("kon.csv: 2 totals to fill in"));
  const auto again = run_trygg({"weight", s.data, "--recipe", s.recipe, "--template", dir});
  CHECK(again.status == 2);
  CHECK_THAT(again.err, Contains("frame.csv: exists; nothing was written"));
}

TEST_CASE("what does not fit gives one line, its status and no file", "[tools][error]") {
  const Survey s;
  const auto refuses = [&](int status, const std::string& message) {
    const auto ran = run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out});
    CAPTURE(message);
    CHECK(ran.status == status);
    CHECK_THAT(ran.err, StartsWith("trygg weight: ") && Contains(message));
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
    CHECK_FALSE(std::filesystem::exists(s.out));
    CHECK_FALSE(std::filesystem::exists(s.out + ".design.toml"));
  };
  SECTION("margins whose totals disagree") {
    s.folder.file("kon.csv", "kon,total\n1,60\n2,77\n");
    refuses(1, "disagree: their totals sum to 130 and 137, a difference of 7");
  }
  SECTION("a level that no respondent has") {
    s.folder.file("kon.csv", "kon,total\n1,60\n2,65\n3,5\n");
    refuses(1, "no respondent has kon 3, but its total is 5");
  }
  SECTION("a respondent that the margin does not list") {
    s.folder.file("kon.csv", "kon,total\n1,130\n");
    refuses(1, "(rows 2, 3, 6, 7, 10)");
  }
  SECTION("a margin that is not there") {
    std::filesystem::remove(s.kon);
    refuses(1, "kon.csv");
  }
  SECTION("an unknown key") {
    s.folder.file("r.toml", "[design]\nstratum = \"h\"\n");
    refuses(2, "r.toml:2: unknown key 'stratum'");
  }
  SECTION("totals that cannot be met") {
    s.folder.file("d.csv", "id,h,kon\n1,A,1\n2,A,1\n3,B,2\n");
    s.folder.file("kon.csv", "kon,total\n1,60\n2,70\n");
    refuses(1,
            "raking: no weights above 0 meet the totals: (h.csv, h B) - (kon.csv, kon 2) can be at "
            "most 0, the totals 90, 70 make it 20; merge h B with h A (h.csv)");
  }
}

TEST_CASE("the command line of trygg weight is checked", "[tools][error]") {
  const Survey s;
  const auto refuses = [&](std::vector<std::string> args, const std::string& message) {
    args.insert(args.begin(), "weight");
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Contains(message));
  };
  refuses({s.data, "--recipe", s.recipe}, "-o OUT is missing");
  refuses({s.data, "-o", s.out}, "--recipe");
  refuses({s.data, "--recipe", s.recipe, "-o", s.data}, "this file is read");
  refuses(
      {s.data, "--recipe", s.folder.file("v.csv.design.toml", read_file(s.recipe)), "-o", s.out},
      "this file is read");
  refuses({s.data, "--recipe", s.recipe, "-o", s.out, "--template", "x"}, "takes no -o");
  refuses({s.data, "--recipe", s.recipe, "-o", s.out, "--rapport", "x"},
          "unknown option '--rapport'");
  refuses({s.data, "--recipe", s.recipe, "-o", s.folder / "v.pdf"}, "pdf");
}

TEST_CASE("weights that cannot be written are one line of complaint", "[tools][error]") {
  const Survey s;
  const auto data = s.folder.file("p.csv", "h.1\nA\nB\n");  // Stata has no such name
  const auto recipe = s.folder.file("p.toml", "[output]\nweight = \"vikt\"\n");
  const auto ran = run_trygg({"weight", data, "--recipe", recipe, "-o", s.folder / "v.dta"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, StartsWith("trygg weight: "));
  CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
}

TEST_CASE("trygg weight --report writes a page and its figures for those who may see the data",
          "[tools]") {
  const Survey s;
  const auto folder = s.folder / "rapport";
  const auto ran =
      run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out, "--report", folder});
  CHECK(ran.status == 0);
  const auto page = read_file(folder + "/rapport.html");
  CHECK_THAT(page, StartsWith("<!DOCTYPE html>"));
  CHECK_THAT(page, Contains("Vikterna för 10 svar summerar till 130\u00a0personer"));
  CHECK_THAT(read_file(folder + "/files.csv"), Contains("kon.csv"));
  CHECK_THAT(read_file(folder + "/totals.csv"), Contains(",kon 1,"));
  CHECK_THAT(run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out, "--report", folder,
                        "--lang", "en"})
                 .err,
             Contains("no texts in 'en'"));
  const auto file = s.folder.file("x", "");
  const auto other = s.folder / "w.csv";
  const auto failed =
      run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", other, "--report", file + "/y"});
  CHECK(failed.status == 1);
  CHECK_THAT(failed.err, Contains("the folder cannot be made"));
  CHECK_FALSE(std::filesystem::exists(other));
  struct stat status {};
  REQUIRE(stat((folder + "/rapport.html").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(
      run_trygg({"weight", s.data, "--recipe", s.recipe, "--dry-run", "--report", folder}).status ==
      2);
}

TEST_CASE("weight destroys nothing that it reads", "[tools][weight][error]") {
  const Survey s;
  const auto refused = [&](const std::string& out, const std::vector<std::string>& more,
                           const std::string& file) {
    std::vector<std::string> args{"weight", s.data, "--recipe", s.recipe, "-o", out};
    args.insert(args.end(), more.begin(), more.end());
    const auto before = read_file(file);
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Contains("this file is read"));
    CHECK(read_file(file) == before);
  };
  refused(s.folder / "kon.csv", {}, s.folder / "kon.csv");
  refused(s.folder / "frame.csv", {}, s.folder / "frame.csv");
  std::filesystem::copy_file(s.folder / "kon.csv", s.folder / "totals.csv");
  auto recipe = read_file(s.recipe);
  for (auto at = recipe.find("kon.csv"); at != std::string::npos; at = recipe.find("kon.csv"))
    recipe.replace(at, 7, "totals.csv");
  s.folder.file("totals.toml", recipe);
  const auto before = read_file(s.folder / "totals.csv");
  const auto ran = run_trygg({"weight", s.data, "--recipe", s.folder / "totals.toml", "-o", s.out,
                              "--report", s.folder.path().string()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("this file is read"));
  CHECK(read_file(s.folder / "totals.csv") == before);
  CHECK_FALSE(std::filesystem::exists(s.out));
}

TEST_CASE("a folder where the design file belongs leaves no weights either",
          "[tools][weight][error]") {
  const Survey s;
  std::filesystem::create_directory(s.out + ".design.toml");
  const auto ran = run_trygg({"weight", s.data, "--recipe", s.recipe, "-o", s.out});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("is a folder"));
  CHECK_FALSE(std::filesystem::exists(s.out));
}
