// What sampling and non-response contribute to a standard error, from recipe to printed row.

#include <fmt/format.h>

#include "tools/estimate_support.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

/// Half of a stratum of 80 sampled, two in three of those answer, women more often.
std::string sample_of_80() {
  std::string csv = "kon,svar,y,stratum\n";
  for (int k = 0; k < 40; ++k) {
    const bool woman = k % 2 == 0, answered = woman ? k % 5 != 0 : k % 3 != 0;
    csv += fmt::format("{},{},{},1\n", woman ? 2 : 1, answered ? 1 : 0,
                       answered ? std::to_string((k * 7) % 11) : "");
  }
  return csv;
}

const char* recipe = R"(
[design]
strata = "stratum"
population = "frame.csv"
[[step]]
kind = "nonresponse"
respondent = "svar=1"
by = ["kon"]
)";

Printed estimates(const Folder& folder, const std::string& frame,
                  const std::vector<std::string>& more) {
  folder.file("frame.csv", frame);
  std::vector<std::string> args{"estimate", folder.file("d.csv", sample_of_80()),
                                "--recipe", folder.file("r.toml", recipe),
                                "--mean",   "y"};
  args.insert(args.end(), more.begin(), more.end());
  const auto ran = run_trygg(args);
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "out")};
}

}  // namespace

TEST_CASE(
    "the option --components adds the two parts, whose squares sum to that of the standard error",
    "[tools][estimate][law]") {
  const Folder folder;
  const auto printed = estimates(folder, "stratum,total\n1,80\n",
                                 {"--components", "--by", "kon", "--contrast", "kon:2-1"});
  REQUIRE(printed.csv.header.back() == "se_response");
  REQUIRE(printed.csv.rows.size() == 4);
  for (std::size_t r = 0; r < printed.csv.rows.size(); ++r) {
    const auto row = printed.at(r);
    const double se = row.number("se"), sampling = row.number("se_sampling"),
                 response = row.number("se_response");
    CHECK(response > 0);
    CHECK(sampling * sampling + response * response == Approx(se * se).epsilon(1e-12));
  }
}

TEST_CASE("in a census all of the standard error comes from who answered",
          "[tools][estimate][law]") {
  const Folder folder;
  const auto row = estimates(folder, "stratum,total\n1,40\n", {"--components"}).at(0);
  CHECK(row.number("se") > 0);
  CHECK(row.number("se_response") == Approx(row.number("se")).epsilon(1e-12));
  CHECK(row.number("se_sampling") == Approx(0).margin(1e-9));
}

TEST_CASE("without --components the columns are those of ever", "[tools][estimate]") {
  const Folder folder;
  CHECK(estimates(folder, "stratum,total\n1,80\n", {}).csv.header.back() == "note");
}

TEST_CASE("without a step for non-response the response part is 0", "[tools][estimate]") {
  const Folder folder;
  const auto ran = run_trygg(
      {"estimate", folder.file("d.csv", "y\n1\n2\n4\n8\n"), "--mean", "y", "--components"});
  REQUIRE(ran.status == 0);
  const auto row = Printed{parse_csv(ran.out, "out")}.at(0);
  CHECK(row.number("se_response") == 0);
  CHECK(row.number("se_sampling") == row.number("se"));
}
