// What a model does where others lose their digits, or their sense.

#include <fmt/format.h>

#include "base/random.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::Folder;
using trygg::test::Printed;

namespace {

using Args = std::vector<std::string>;

/// 300 records in 12 PSUs: an answer that depends on a number.
std::string survey(double offset, const std::string& last = "") {
  Random random(12);
  std::string csv = "w,psu,x,g,rare,y,z\n";
  for (int i = 0; i < 300; ++i) {
    const double x = random.below(40);
    const bool yes = random.uniform() < 0.2 + 0.015 * x;
    const int psu = i % 12;
    csv += fmt::format("{},{},{:.0f},{},{},{},{}\n", 1 + random.below(3), psu, x + offset,
                       "ab"[random.below(2)], psu == 3 && random.below(3) == 0 ? 1 : 0, yes ? 1 : 0,
                       x + 5 * random.uniform());
  }
  return csv + last;
}

Printed model(const std::string& file, const Args& more) {
  Args args{"model", file, "--weight", "w", "--psu", "psu", "--quiet"};
  args.insert(args.end(), more.begin(), more.end());
  const auto ran = test::run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "output")};
}

test::Row coefficient(const Printed& printed, const std::string& term) {
  return printed.find({{"term", term}, {"statistic", "coefficient"}});
}

}  // namespace

TEST_CASE("trygg model: a number far from 0 loses no digits", "[tools][models]") {
  const Folder folder;
  for (const Args& family : {Args{"--response", "z"}, Args{"--response", "y=1"}}) {
    Args args = family;
    args.insert(args.end(), {"--covariates", "x", "--numeric", "x"});
    const auto near = model(folder.file("near.csv", survey(0)), args);
    const auto far = model(folder.file("far.csv", survey(20240101)), args);
    const auto slope = coefficient(near, "x"), same = coefficient(far, "x");
    CHECK(same.number("estimate") == Approx(slope.number("estimate")).epsilon(1e-8));
    CHECK(same.number("se") == Approx(slope.number("se")).epsilon(1e-8));
    CHECK(coefficient(far, "constant").number("estimate") ==
          Approx(coefficient(near, "constant").number("estimate") -
                 20240101 * slope.number("estimate"))
              .epsilon(1e-8));
  }
}

TEST_CASE("trygg model: thresholds are those of the number as it stands", "[tools][models]") {
  const Folder folder;
  const Args args{"--response",   "g", "--family",  "ordinal", "--response-order", "a|b",
                  "--covariates", "x", "--numeric", "x"};
  const auto near = model(folder.file("near.csv", survey(0)), args);
  const auto far = model(folder.file("far.csv", survey(1000)), args);
  CHECK(coefficient(far, "threshold").number("estimate") ==
        Approx(coefficient(near, "threshold").number("estimate") +
               1000 * coefficient(near, "x").number("estimate"))
            .epsilon(1e-9));
  // An ordinal model of two answers is the logistic one of the higher, with the sign of the
  // threshold turned.
  const auto logistic = model(folder.file("far.csv", survey(1000)),
                              {"--response", "g=b", "--covariates", "x", "--numeric", "x"});
  CHECK(coefficient(logistic, "constant").number("estimate") ==
        Approx(-coefficient(far, "threshold").number("estimate")).epsilon(1e-9));
  CHECK(coefficient(logistic, "constant").number("se") ==
        Approx(coefficient(far, "threshold").number("se")).epsilon(1e-8));
}

TEST_CASE("trygg model: one value far out is no separation", "[tools][models]") {
  const Folder folder;
  const Args args{"--response", "y=1", "--covariates", "x", "--numeric", "x"};
  // Its answer is certain and takes no part: the others' model is left.
  const auto without = model(folder.file("s.csv", survey(0)), args);
  const auto with = model(folder.file("t.csv", survey(0, "1,3,99999999,a,0,1,5\n")), args);
  CHECK(coefficient(with, "x").number("estimate") ==
        Approx(coefficient(without, "x").number("estimate")).epsilon(1e-8));
}

TEST_CASE("trygg model: a replicate without a maximum takes the standard errors with it",
          "[tools][models]") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey(0));
  // All who have it are in one PSU, which one jackknife replicate is without.
  const Args args{"--response", "rare=1", "--covariates", "g"};
  CHECK(coefficient(model(file, args), "g").number("se") > 0);
  Args by_replicates = args;
  by_replicates.insert(by_replicates.end(), {"--replicate-kind", "jk1"});
  const auto lost = model(file, by_replicates);
  CHECK(lost.csv.rows.size() > 5);
  for (std::size_t r = 0; r < lost.csv.rows.size(); ++r) {
    CAPTURE(r);
    CHECK(lost.at(r).field.at("note") == "replicates_without_value");
    for (const auto* column : {"se", "lower", "upper", "t", "p_value"})
      CHECK(lost.at(r).field.at(column).empty());
  }
}

TEST_CASE("trygg model: the table tells small numbers, groups and what one could overlook",
          "[tools][models]") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey(0));
  const auto ran = test::run_trygg({"model", file, "--weight", "w", "--psu", "psu", "--response",
                                    "y=1", "--covariates", "x*rare", "--numeric", "x", "--by", "g",
                                    "--format", "table", "--lang", "en"});
  INFO(ran.out << ran.err);
  REQUIRE(ran.status == 0);
  using Catch::Contains;
  CHECK_THAT(ran.err, Contains("with x:rare in the model"));
  CHECK_THAT(ran.out, Contains(" n "));
  const auto ordinal =
      test::run_trygg({"model", file, "--weight", "w", "--response", "g", "--family", "ordinal",
                       "--response-order", "b|a", "--covariates", "rare"});
  CHECK_THAT(ordinal.err, Contains("lowest first: b, a"));
}
