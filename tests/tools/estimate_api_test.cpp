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

/// Runs on one of the data sets; nothing without R.
std::optional<Printed> run(const std::string& name, const Args& more) {
  const auto folder = test::made_by_r("export.R");
  if (!folder) return std::nullopt;
  Args args{*folder / (name + ".csv"), "--weight", "pw", "--fpc", "fpc"};
  args.insert(args.end(), more.begin(), more.end());
  return estimate(args);
}

std::optional<Printed> districts(const Args& more) {
  Args args{"--psu", "dnum"};
  args.insert(args.end(), more.begin(), more.end());
  return run("apiclus1", args);
}

struct Quantile {
  const char* indicator;
  double value, lower, upper, se;
};

void check(const Printed& printed, const Quantile& q) {
  const auto row = printed.find({{"indicator", q.indicator}});
  CAPTURE(q.indicator);
  CHECK(row.field.at("statistic") == "quantile");
  CHECK(row.number("estimate") == within(q.value, rounding));
  CHECK(row.number("lower") == within(q.lower, rounding));
  CHECK(row.number("upper") == within(q.upper, rounding));
  CHECK(row.number("se") == within(q.se, rounding));
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

TEST_CASE("quantiles and their limits agree with svyquantile by every rule",
          "[tools][estimate][quantile][reference]") {
  struct Case {
    const char* rule;
    Quantile quarter, half, three_quarters;
  };
  const Quantile math[] = {{"api00@0.25", 552, 492, 627, 31.4716612053995},
                           {"api00@0.5", 652, 561, 714, 35.6678826994527},
                           {"api00@0.75", 719, 696, 777, 18.8829967232397}};
  const std::vector<Case> cases{
      {"math", math[0], math[1], math[2]},
      {"school", math[0], math[1], math[2]},
      {"hf1", math[0], math[1], math[2]},
      {"hf2", math[0], math[1], math[2]},
      {"hf3", math[0], math[1], math[2]},
      {"hf4",
       {"api00@0.25", 551.75, 489.264550262373, 625.490299825085, 31.7574121310315},
       {"api00@0.5", 652, 559.094594168277, 714, 36.1120774164511},
       {"api00@0.75", 717.5, 691, 769.489734810795, 18.2977951264222}},
      {"hf5",
       {"api00@0.25", 552.25, 491.788275682004, 627.211724317996, 31.5703769980647},
       {"api00@0.5", 652, 560.094594168277, 714.452702915862, 35.9844896504459},
       {"api00@0.75", 718.5, 691.38856353431, 775.989734810795, 19.7225140740261}},
      {"hf6",
       {"api00@0.25", 552, 491.366353691196, 627.136378549241, 31.651172030971},
       {"api00@0.5", 652, 559.641559163732, 714.684684899008, 36.144183150865},
       {"api00@0.75", 719, 696, 777.849673415386, 19.0810754926046}},
      {"hf7",
       {"api00@0.25", 552.5, 492.210197672813, 627.287070086750, 31.4895819651584},
       {"api00@0.5", 652, 560.547629172822, 714.220720932715, 35.8247961500268},
       {"api00@0.75", 718, 691, 771.022577789971, 18.6551367184348}},
      {"hf8",
       {"api00@0.25", 552.166666666667, 491.647635018402, 627.186609061744, 31.5973086757001},
       {"api00@0.5", 652, 559.943582500095, 714.530030243577, 36.0377208172523},
       {"api00@0.75", 718.666666666667, 691.580528130911, 777.148950881016, 19.9480030420126}},
      {"hf9",
       {"api00@0.25", 552.1875, 491.682795184302, 627.192887875807, 31.5905757562913},
       {"api00@0.5", 652, 559.981335417141, 714.510698411648, 36.0244130255507},
       {"api00@0.75", 718.625, 691.532536981761, 777.053428630616, 19.9369224293069}}};
  for (const auto& c : cases) {
    const auto ran = districts({"--quantile", "api00@0.25,0.5,0.75", "--quantile-rule", c.rule});
    if (!ran) return;
    CAPTURE(c.rule);
    CHECK(ran->csv.rows.size() == 3);
    for (const auto& q : {c.quarter, c.half, c.three_quarters}) check(*ran, q);
  }
}

TEST_CASE("limits of F of every kind are inverted as svyquantile does",
          "[tools][estimate][quantile][reference]") {
  struct Case {
    const char* kind;
    Quantile tenth, half;  // of schools where sch.wide is No, by rule hf5
  };
  const std::vector<Case> cases{
      {"korn-graubard",
       {"api00@0.1", 436.017823123595, 398.325796003669, 509, 27.4748070549219},
       {"api00@0.5", 586.380130657167, 527.347716771208, 666.659030895479, 34.5839530615358}},
      {"logit",  // R's derivative of the logit is numerical: 8 digits
       {"api00@0.1", 436.017823123595, 399.861041162324, 509, 27.093683333287},
       {"api00@0.5", 586.380130657167, 527.824988100762, 666.086938211258, 34.3234490527627}},
      {"arcsine",
       {"api00@0.1", 436.017823123595, 398.018516457867, 503.447056113494, 26.1725739199041},
       {"api00@0.5", 586.380130657167, 527.689519077083, 666.274995438865, 34.4037642573028}}};
  for (const auto& c : cases) {
    const auto ran = run("apistrat", {"--strata", "stype", "--quantile", "api00@0.1,0.5", "--ci",
                                      c.kind, "--quantile-rule", "hf5", "--where", "sch.wide=No"});
    if (!ran) return;
    CAPTURE(c.kind);
    check(*ran, c.tenth);
    check(*ran, c.half);
  }
  const auto wald = run("apistrat", {"--strata", "stype", "--quantile", "api00@0.1",
                                     "--quantile-rule", "hf5", "--where", "sch.wide=No"});
  const auto row = wald->find({});
  CHECK(row.field.at("lower").empty());  // NaN in R
  CHECK(row.number("upper") == within(489.844972576462, rounding));
  CHECK(row.field.at("se").empty());
  CHECK(row.field.at("note") == "limit_outside_data");
}

TEST_CASE("the rule sas gives the quantiles that SAS prints",
          "[tools][estimate][quantile][reference]") {
  // PROC SURVEYMEANS, published by the CAMIS project; digits as printed there.
  const auto ran =
      run("apisrs", {"--quantile", "growth@0.025,0.5,0.975", "--quantile-rule", "sas"});
  if (!ran) return;
  const auto row = [&](const char* p) {
    return ran->find({{"indicator", std::string("growth@") + p}});
  };
  CHECK(row("0.025").number("estimate") == within(-16.5, rounding));
  CHECK(row("0.025").number("se") == Approx(1.755916).margin(5e-7));
  CHECK(row("0.5").number("estimate") == within(26.5, rounding));
  CHECK(row("0.5").number("se") == Approx(1.924351).margin(5e-7));
  CHECK(row("0.975").number("estimate") == within(99, rounding));
  CHECK(row("0.975").number("se") == Approx(16.133827).margin(5e-7));
  // SAS's limits are estimate ± t se; ours are Woodruff's own.
  const double half = 1.9719565442493954 * row("0.5").number("se");  // R: qt(.975, 199)
  CHECK(26.5 - half == Approx(22.705263).margin(5e-7));
  CHECK(26.5 + half == Approx(30.294737).margin(5e-7));
}
