#include <catch2/catch.hpp>

#include "support.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;
using test::run_trygg;

namespace {

/// A project around the tiny city, raked to its margins in the first round.
std::string tiny_project(const Folder& folder) {
  test::tiny_city(folder);
  folder.file("trygg.toml", R"(
name = "Tiny"
survey = "Tiny"
place = "Tiny"
synthetic = true
population_text = "18-90"
codebook = "codebook.toml"
indicators = "indicators.toml"
areas = "areas.csv"
crosswalk = "crosswalk.csv"
goal = "goal.toml"
release = "release.toml"
generator = "synth.toml"
[variables]
id = "person"
sex = "gender"
women = "f"
men = "m"
smallest_area = "quarter"
[area_levels]
main = "district"
smallest = "quarter"
[[wave]]
year = 1
data = "out/first.csv"
recipe = "recipe.toml"
era = "old"
[publication]
wave = 1
era = "old"
indicator = "dark"
groups = []
[words]
population = "all"
whole = "all"
fieldwork = "once"
area_one = "district"
area_many = "districts"
area_the_many = "districts"
planning_questions = []
)");
  folder.file("recipe.toml", R"(
[design]
strata = "quarter"
population = "out/frame_1.csv"
[[step]]
kind = "calibrate"
distance = "raking"
margins = ["out/area_1.csv", "out/age_1.csv"]
)");
  auto settings = std::string(test::tiny_settings);
  settings.replace(settings.find("name = \"first\""), 14, "name = \"1\"");
  for (auto at = settings.find("maximum_fraction = 0.5"); at != std::string::npos;
       at = std::string::npos)
    settings.replace(at, 22, "maximum_fraction = 0.9");
  folder.file("synth.toml", settings);
  for (const std::string name : {"answers.csv", "effects.csv"}) {
    auto text = read_file(folder / name);
    text.replace(text.find("first"), 5, "1");
    folder.file(name, text);
  }
  return folder.path().string();
}

test::Ran coverage(const Folder& folder, std::vector<std::string> more = {}) {
  std::vector<std::string> args{"coverage", folder.path().string(), "--samples", "12",
                                "-o",       folder / "r.md"};
  args.insert(args.end(), more.begin(), more.end());
  return run_trygg(args);
}

}  // namespace

TEST_CASE("coverage writes a report and its charts beside it", "[tools][coverage]") {
  const Folder folder;
  const auto dir = tiny_project(folder);
  REQUIRE(run_trygg({"synth", dir, "--quiet"}).status == 0);
  const auto ran = coverage(folder);
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(ran.err.empty());
  const auto report = read_file(folder / "r.md");
  CHECK_THAT(report, Contains("SYNTHETIC DATA"));
  CHECK_THAT(report, Contains("19,050 persons of round 1 of Tiny, drawn once with seed 7"));
  CHECK_THAT(report, Contains("12 under each of three kinds of response, by seed 1"));
  CHECK_THAT(report, Contains("src=\"r.svg\""));
  CHECK_THAT(report, Contains("srcset=\"r-narrow.svg\""));
  CHECK_THAT(report, Contains("| `dark` | full response |"));
  CHECK(report.find("nan") == std::string::npos);
  for (const auto* chart : {"r.svg", "r-narrow.svg"}) {
    const auto svg = read_file(folder / chart);
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    CHECK_THAT(svg, Contains("<title id=") && Contains("<desc id=") && Contains("SYNTHETIC DATA"));
  }
}

TEST_CASE("coverage has the same bytes again, on any threads: another seed has others",
          "[tools][coverage][law]") {
  const Folder folder;
  REQUIRE(run_trygg({"synth", tiny_project(folder), "--quiet"}).status == 0);
  const auto made = [&](std::vector<std::string> more) {
    REQUIRE(coverage(folder, std::move(more)).status == 0);
    return read_file(folder / "r.md") + read_file(folder / "r.svg");
  };
  const auto first = made({"--threads", "1"});
  CHECK(first == made({"--threads", "2"}));
  CHECK(first == made({"--seed", "1", "--quiet"}));
  CHECK(first != made({"--seed", "2"}));
}

TEST_CASE("coverage tells what is wrong", "[tools][coverage][error]") {
  const Folder folder;
  const auto dir = tiny_project(folder);
  const auto refused = [&](const std::vector<std::string>& args, int status,
                           const std::string& message) {
    const auto ran = run_trygg(args);
    CAPTURE(ran.err);
    CHECK(ran.status == status);
    CHECK_THAT(ran.err, Contains(message));
    CHECK_FALSE(std::filesystem::exists(folder / "r.md"));
  };
  const auto out = folder / "r.md";
  refused({"coverage", dir}, 2, "--output");
  refused({"coverage", dir, "-o", out, "--samples", "1"}, 2, "--samples '1': must be 2 or more");
  refused({"coverage", dir, "-o", folder / "r.txt"}, 2, "its name must end in .md");
  refused({"coverage", dir, "-o", out, "--wave", "2"}, 2, "--wave '2': there is no such round");
  refused({"coverage", dir, "-o", out, "--recipe", folder / "no.toml"}, 2, "no.toml");
  refused({"coverage", dir, "-o", out}, 1, "'trygg synth " + dir + "' writes the totals");
  REQUIRE(run_trygg({"synth", dir, "--quiet"}).status == 0);
  folder.file("out/age_1.csv", "band,gender,total\n18-49,f,1\n18-49,m,1\n50-90,f,1\n50-90,m,1\n");
  refused({"coverage", dir, "-o", out}, 1, "age_1.csv");
  auto project = read_file(folder / "trygg.toml");
  project.replace(project.find("generator = \"synth.toml\""), 24, "");
  folder.file("trygg.toml", project);
  refused({"coverage", dir, "-o", out}, 2, "names no generator");
}

TEST_CASE("coverage judges the verdicts on a goal", "[tools][coverage]") {
  const Folder folder;
  const auto dir = tiny_project(folder);
  REQUIRE(run_trygg({"synth", dir, "--quiet"}).status == 0);
  const auto goal = [&](const std::string& more) {
    return folder.file("halved.toml", "baseline = \"1\"\ntarget_year = 10\n" + more);
  };
  const auto ran = coverage(folder, {"--goal", goal("indicator = \"dark\"\n")});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  const auto report = read_file(folder / "r.md");
  CHECK_THAT(report, Contains("# Verdicts of the goal") && Contains("SYNTHETIC DATA") &&
                         Contains("--goal") && Contains("| share | `dark`"));
  for (const auto* chart : {"r.svg", "r-narrow.svg"})
    CHECK(read_file(folder / chart).starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));

  const auto refused = [&](const std::vector<std::string>& more, const std::string& message) {
    const auto made = coverage(folder, more);
    CHECK(made.status == 2);
    CHECK_THAT(made.err, Contains(message));
  };
  refused({"--goal", goal("indicator = \"dark\"\nfactor = 0.6\n")}, "what is judged is a halving");
  refused({"--goal", goal("indicator = \"dark\"\npath = \"linear\"\n")}, "the exponential path");
  refused({"--goal", goal("indicator = \"drak\"\n")}, "did you mean 'dark'?");
  refused({"--goal", goal("indicator = \"mean_theft\"\n")}, "is a mean");
  refused({"--goal", goal("indicator = \"dark\"\n"), "--indicators", folder / "indicators.toml"},
          "--goal excludes --steps and --indicators");
}

namespace {

const char* steps_recipe = R"(
[design]
strata = "quarter"
population = "out/frame_1.csv"
[[step]]
kind = "nonresponse"
respondent = "what=a"
by = ["gender", "band"]
[[step]]
kind = "calibrate"
distance = "raking"
margins = ["out/area_1.csv", "out/age_1.csv"]
)";

/// The tiny project, whose generator writes all who are sampled.
std::string project_with_outcomes(const Folder& folder) {
  const auto dir = tiny_project(folder);
  folder.file("synth.toml", read_file(folder / "synth.toml") +
                                "\n[sampled]\nfile = \"out/all_{wave}.csv\"\noutcome = \"what\"\n"
                                "answered = \"a\"\n[sampled.reasons]\nno = 1.0\n");
  folder.file("steps.toml", steps_recipe);
  return dir;
}

}  // namespace

TEST_CASE("coverage --steps judges a recipe with and without each step", "[tools][coverage]") {
  const Folder folder;
  REQUIRE(run_trygg({"synth", project_with_outcomes(folder), "--quiet"}).status == 0);
  const auto ran = coverage(folder, {"--steps", folder / "steps.toml"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto report = read_file(folder / "r.md");
  CHECK_THAT(report, Contains("- **A**: base weights alone"));
  CHECK_THAT(report, Contains("- **B**: nonresponse, 4 classes of gender x band"));
  CHECK_THAT(report, Contains("- **C**: calibrate, raking, 2 margins"));
  CHECK_THAT(report, Contains("- **D**: all: nonresponse, 4 classes of gender x band; calibrate"));
  CHECK_THAT(report, Contains("### Under repairable response"));
  CHECK(report.find("nan") == std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "r.svg"));
}

TEST_CASE("the file of all who were sampled can be weighed by such a recipe", "[tools][synth]") {
  const Folder folder;
  REQUIRE(run_trygg({"synth", project_with_outcomes(folder), "--quiet"}).status == 0);
  const auto ran = run_trygg({"weight", folder / "out/all_1.csv", "--recipe", folder / "steps.toml",
                              "-o", folder / "v.csv"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto estimated = run_trygg({"estimate", folder / "v.csv", "--design",
                                    folder / "v.csv.design.toml", "--shares", "gender"});
  CAPTURE(estimated.err);
  REQUIRE(estimated.status == 0);
  CHECK_THAT(estimated.out, Contains("fixed_by_calibration"));
}

TEST_CASE("coverage --steps needs a generator that tells of those who do not answer",
          "[tools][coverage][error]") {
  const Folder folder;
  tiny_project(folder);
  folder.file("steps.toml", steps_recipe);
  REQUIRE(run_trygg({"synth", folder.path().string(), "--quiet"}).status == 0);
  const auto ran = coverage(folder, {"--steps", folder / "steps.toml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("synth.toml: has no [sampled]"));
  const auto both = coverage(folder, {"--steps", "a", "--recipe", "b"});
  CHECK(both.status == 2);
  CHECK_THAT(both.err, Contains("--steps and --recipe exclude each other"));
}

TEST_CASE("coverage --steps sets replicates beside the formula", "[tools][coverage]") {
  const Folder folder;
  REQUIRE(run_trygg({"synth", project_with_outcomes(folder), "--quiet"}).status == 0);
  folder.file("replicates.toml", std::string(steps_recipe) +
                                     "[replicates]\nkind = \"bootstrap\"\ncount = 20\nseed = 1\n");
  const auto ran = coverage(folder, {"--steps", folder / "replicates.toml"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto report = read_file(folder / "r.md");
  CHECK_THAT(report, Contains("## Replicates beside the formula"));
  CHECK_THAT(report, Contains("variance by formula"));
  CHECK_THAT(report, Contains("- **B**: the same weights; variance by 20 replicates (bootstrap)"));
  CHECK(report.find("**C**") == std::string::npos);
}
