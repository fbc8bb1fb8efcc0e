// trygg estimate on R's api data: figures of survey 4.1-1 with 15 digits, printed by
// tests/reference/api.R. The data are exported when the tests run.

#include "estimate/r_data.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::estimate;
using trygg::test::Printed;
using trygg::test::within;

namespace {

using Args = std::vector<std::string>;

// The same formula in another order of summation.
constexpr double rounding = 1e-12;

/// Runs on the districts of apiclus1; nothing without R.
std::optional<Printed> districts(const Args& more) {
  const auto folder = test::made_by_r("export.R");
  if (!folder) return std::nullopt;
  Args args{*folder / "apiclus1.csv", "--psu", "dnum", "--weight", "pw", "--fpc", "fpc"};
  args.insert(args.end(), more.begin(), more.end());
  return estimate(args);
}

}  // namespace

TEST_CASE("contrasts of many groups agree with svycontrast", "[tools][estimate][reference]") {
  const auto ran = districts({"--mean", "api00", "--total", "enroll", "--contrast", "stype:2*E-H-M",
                              "--contrast", "stype:0.5*E-H+0.5*M", "--contrast", "stype:E+H-3*M",
                              "--contrast", "stype+sch.wide:E+Yes-E+No-M+Yes+M+No", "--contrast",
                              "stype+sch.wide:E+Yes/M+No"});
  if (!ran) return;
  const auto check = [&](const char* what, const char* contrast, double value, double se) {
    const auto row = ran->find({{"indicator", what}, {"contrast", contrast}});
    CHECK(row.number("estimate") == within(value, rounding));
    CHECK(row.number("se") == within(se, rounding));
    CHECK(row.number("df") == 14);
  };
  check("api00", "stype:2*E-H-M", 47.7246825396825, 32.9605824909828);
  check("api00", "stype:0.5*E-H+0.5*M", 21.5825992063492, 31.0395919817344);
  check("enroll", "stype:E+H-3*M", 366427.582023621, 598224.144527038);
  check("api00", "stype+sch.wide:E+Yes-E+No-M+Yes+M+No", 20.4503119429589, 74.4913265332493);
  check("api00", "stype+sch.wide:E+Yes/M+No", 1.07795331171955, 0.0724814447232887);
}

TEST_CASE("a contrast counts the records of all its groups", "[tools][estimate]") {
  const auto ran = districts({"--count", "--by", "stype", "--by", "sch.wide", "--contrast",
                              "stype:E-H-M", "--contrast", "stype+sch.wide:E+Yes-E+No"});
  if (!ran) return;
  CHECK(ran->find({{"contrast", "stype:E-H-M"}, {"sch.wide", ""}}).number("n") == 183);
  CHECK(ran->find({{"contrast", "stype+sch.wide:E+Yes-E+No"}}).number("n") == 144);
  // Within the cells of sch.wide too, but not within those of stype.
  CHECK(ran->find({{"contrast", "stype:E-H-M"}, {"sch.wide", "Yes"}}).number("n") == 160);
}
